import { page } from '$app/state'
import { m } from '#lib/i18n/i18n.ts'
import type { OfficeData } from './office.graphql.ts'

/** The town as pages show it. */
export interface ShownOffice extends Omit<OfficeData, 'phone' | 'phoneDisplay' | 'locales' | 'timeZone'> {
  /** Null: not known. */
  phone: string | null
  phoneDisplay: string
  /** Languages offered; null: not known. */
  locales: OfficeData['locales'] | null
}

/** The town, loaded once by the root layout; words that suit any town until it is known. */
export const office = (): ShownOffice => page.data.office ?? anyTown()

/** A page's title for tabs, bookmarks and search engines: “Personalausweis – Terminklick, Stadt Beispiel”. */
export const pageTitle = (title: string): string =>
  [m.app_title({ page: title }), page.data.office?.name].filter(Boolean).join(', ')

const anyTown = (): ShownOffice => ({
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

/** A website as people say it: “https://www.example.org/” → “example.org”. */
export const hostOf = (website: string | null): string =>
  website ? new URL(website).hostname.replace(/^www\./, '') : ''
