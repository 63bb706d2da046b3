import { queryPublic, type WithFetch } from '#lib/graphql/client.ts'
import type { Locale } from '#lib/i18n/locale.ts'
import { useTimeZone } from '#lib/time/time.ts'
import { Office, type OfficeData } from './office.graphql.ts'

const known = new Map<Locale, OfficeData>()

/**
 * The town in a language. While the API is unreachable, returns the last known data, or null. Never throws, because an
 * error page must be able to show the telephone number.
 */
export async function loadOffice(event: WithFetch, locale: Locale): Promise<OfficeData | null> {
  try {
    const { office } = await queryPublic(event, Office, { locale })
    if (office) {
      known.set(locale, office)
      useTimeZone(office.timeZone)
    }
  } catch {
    // The page's own queries fail as well, and report the error.
  }
  return known.get(locale) ?? null
}

/** Loads the town once per process, because server code needs its time zone before any page has loaded it. */
export async function ensureOffice(event: WithFetch, locale: Locale): Promise<void> {
  if (known.size === 0) await loadOffice(event, locale)
}
