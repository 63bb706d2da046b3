// The app shell, prerendered without content. Without network, the service worker serves it for every URL, and the app
// then renders the page of that URL. Opened directly, it explains what works offline.
export const prerender = true
export const ssr = false
