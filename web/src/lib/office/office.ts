import { page } from '$app/state'
import { m } from '#lib/i18n/i18n.ts'
import type { OfficeData } from './office.graphql.ts'

/** The town's data for pages. */
export interface ShownOffice extends Omit<OfficeData, 'phone' | 'phoneDisplay' | 'locales' | 'timeZone'> {
  /** Null: unknown. */
  phone: string | null
  phoneDisplay: string
  /** Offered languages; null: unknown. */
  locales: OfficeData['locales'] | null
}

/** The town, loaded by the root layout; neutral default texts while it is unknown. */
export const office = (): ShownOffice => page.data.office ?? unknownTown()

/** A page's title for tabs, bookmarks and search engines: “Personalausweis – Terminklick, Stadt Beispiel”. */
export const pageTitle = (title: string): string =>
  [m.app_title({ page: title }), page.data.office?.name].filter(Boolean).join(', ')

const unknownTown = (): ShownOffice => ({
  name: m.office_any(),
  city: m.office_any_city(),
  address: null,
  phone: null,
  phoneDisplay: '',
  website: null,
  locales: null,
  skyline: null,
  signLanguageVideo: null,
})

/** The short form of a website's URL: “https://www.example.org/” → “example.org”. */
export const hostOf = (website: string | null): string =>
  website ? new URL(website).hostname.replace(/^www\./, '') : ''
