/**
 * Dates and times as text, in the office's time zone; the zones of server and reader do not matter. `zone` is an IANA
 * name, `language` a BCP 47 tag for Intl.
 */

/** `Dienstag, 24. November 2026` */
export function dayInWords(instant: Date, zone: string, language: string): string {
  return formatter(language, zone, { dateStyle: 'full' }).format(instant)
}

/** `09:30`, as pages write it in every language. */
export const timeOfDay = (instant: Date, zone: string): string =>
  instant.toTemporalInstant().toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' })

/** `Mitteleuropäische Zeit`: for readers in other time zones. */
export function zoneInWords(instant: Date, zone: string, language: string): string {
  const parts = formatter(language, zone, { timeZoneName: 'longGeneric' }).formatToParts(instant)
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone
}

// Creating a formatter takes longer than the rest of a message, so the few formatters are cached.
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(
  language: string,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${JSON.stringify(options)}`
  let known = formatters.get(key)
  if (!known) formatters.set(key, (known = new Intl.DateTimeFormat(language, { ...options, timeZone })))
  return known
}
