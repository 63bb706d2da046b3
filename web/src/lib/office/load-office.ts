import { queryPublic, type WithFetch } from '#lib/graphql/client.ts'
import type { Locale } from '#lib/i18n/locale.ts'
import { useTimeZone } from '#lib/time/time.ts'
import { Office, type OfficeData } from './office.graphql.ts'

const known = new Map<Locale, OfficeData>()

/**
 * The town in a language; what was known last while the API or the network is away, null when nothing ever was. Never
 * throws: an error page needs the telephone number most of all.
 */
export async function loadOffice(event: WithFetch, locale: Locale): Promise<OfficeData | null> {
  try {
    const { office } = await queryPublic(event, Office, { locale })
    if (office) {
      known.set(locale, office)
      useTimeZone(office.timeZone)
    }
  } catch {
    // The page's own queries meet the same failure, and report it.
  }
  return known.get(locale) ?? null
}

/** The same once in the life of this process: server loads need the time zone before any page has asked. */
export async function knowOffice(event: WithFetch, locale: Locale): Promise<void> {
  if (known.size === 0) await loadOffice(event, locale)
}
