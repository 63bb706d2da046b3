/**
 * Dates and times in words, always on the clock of the office: neither the zone of the server nor that of the
 * reader's device plays a part. `zone` is an IANA name, `language` a BCP 47 tag that Intl knows.
 */

/** `Dienstag, 24. November 2026` */
export function dayInWords(instant: Temporal.Instant, zone: string, language: string): string {
  return formatter(language, zone, { dateStyle: 'full' }).format(instant.epochMilliseconds)
}

/** `09:30`, as the pages write it in every language, without the word that a language puts around it. */
export const timeOfDay = (instant: Temporal.Instant, zone: string): string =>
  instant.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' })

/** `Mitteleuropäische Zeit`: for readers whose devices are somewhere else. */
export function zoneInWords(instant: Temporal.Instant, zone: string, language: string): string {
  const parts = formatter(language, zone, { timeZoneName: 'longGeneric' }).formatToParts(
    instant.epochMilliseconds,
  )
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone
}

// A formatter takes longer to make than everything else in a message; there are a handful of them.
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
