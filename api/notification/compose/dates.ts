/**
 * Dates and times in words, in the office's time zone, whatever the zone of server or reader. `zone` is an IANA name,
 * `language` a BCP 47 tag for Intl.
 */

/** `Dienstag, 24. November 2026` */
export function dayInWords(instant: Temporal.Instant, zone: string, language: string): string {
  return formatter(language, zone, { dateStyle: 'full' }).format(instant.epochMilliseconds)
}

/** `09:30`, as pages write it in every language. */
export const timeOfDay = (instant: Temporal.Instant, zone: string): string =>
  instant.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' })

/** `Mitteleuropäische Zeit`: for readers in other time zones. */
export function zoneInWords(instant: Temporal.Instant, zone: string, language: string): string {
  const parts = formatter(language, zone, { timeZoneName: 'longGeneric' }).formatToParts(
    instant.epochMilliseconds,
  )
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone
}

// Creating a formatter takes longer than the rest of a message, so they are kept; there are few.
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
