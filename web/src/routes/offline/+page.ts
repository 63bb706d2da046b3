// A page without content that is made at build time: the service worker answers it wherever the network is
// gone, and the app then shows what belongs to the address. Opened by itself, it says what works offline.
export const prerender = true
export const ssr = false
