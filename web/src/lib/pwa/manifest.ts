import { href, languageOf, locale, m } from '#lib/i18n/i18n.ts'

/** The office's data for the manifest. */
export interface ManifestOffice {
  /** E.g. Stadt Merseburg. */
  name: string
  city: string
  /** #rrggbb */
  colour: string
}

const screenshot = (file: string, size: string, formFactor: 'narrow' | 'wide', label: string) => ({
  src: `/screens/${file}.webp`,
  sizes: size,
  type: 'image/webp',
  form_factor: formFactor,
  label,
})

/**
 * The web app manifest in the present language: name, icons, shortcuts and screenshots of the installed app. Its `id` is
 * the same in all languages, because it is the same app.
 */
export const manifestFor = ({ name, city, colour }: ManifestOffice) => ({
  id: '/',
  name: m.manifest_name({ city }),
  short_name: 'Terminklick',
  description: m.manifest_description({ office: name }),
  lang: languageOf(locale()).lang,
  dir: languageOf(locale()).dir,
  start_url: href('/'),
  scope: '/',
  display: 'standalone',
  background_color: '#ffffff',
  theme_color: colour,
  categories: ['government', 'productivity'],
  icons: [
    { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
    { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    { src: '/icons/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    { src: '/icons/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
  ],
  shortcuts: [
    { name: m.manifest_book(), url: href('/') },
    { name: m.manifest_mine(), url: href('/meine-termine') },
  ].map((shortcut) => ({
    ...shortcut,
    icons: [{ src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' }],
  })),
  screenshots: [
    screenshot('start-narrow', '780x1688', 'narrow', m.manifest_start_screen()),
    screenshot('times-narrow', '780x1688', 'narrow', m.manifest_times_screen()),
    screenshot('start-wide', '1280x800', 'wide', m.manifest_start_screen()),
  ],
})
