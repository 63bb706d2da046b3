/** Web app manifest: how the app looks and is called once it is installed. */
export const manifest = {
  id: '/',
  name: 'Terminklick – Termine im Rathaus Merseburg',
  short_name: 'Terminklick',
  description: 'Termine bei der Stadt Merseburg finden, buchen, verschieben und absagen.',
  lang: 'de',
  dir: 'ltr' as const,
  start_url: '/?quelle=app',
  scope: '/',
  display: 'standalone' as const,
  background_color: '#ffffff',
  theme_color: '#1a3da5',
  categories: ['government', 'productivity'],
  icons: [
    { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
    { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    { src: '/icons/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    { src: '/icons/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
  ],
  shortcuts: [{ name: 'Termin buchen', url: '/', icons: [{ src: '/icons/icon-192.png', sizes: '192x192' }] }],
}
