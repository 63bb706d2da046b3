/**
 * Dates and times in words, always on the clock of the office: neither the zone of the server nor that of the
 * reader's device plays a part. `zone` is an IANA name, `language` a BCP 47 tag that Intl knows.
 */

/** `Dienstag, 24. November 2026` */
export function dayInWords(instant: Temporal.Instant, zone: string, language: string): string {
  return formatter(language, zone, { dateStyle: 'full' }).format(instant.epochMilliseconds)
}

/** `9:30` or `9:30 am`, without the word that a language puts around it. */
export function timeOfDay(instant: Temporal.Instant, zone: string, language: string): string {
  // Before "am" stands a space or a narrow one, by version of Intl; a no-break space keeps the time in one line.
  return formatter(language, zone, {
    hour: 'numeric',
    minute: '2-digit',
    hour12: !usesTwentyFourHours(language),
  })
    .format(instant.epochMilliseconds)
    .replaceAll(/\s/g, '\u00a0')
}

/** `Mitteleuropäische Zeit`: for readers whose devices are somewhere else. */
export function zoneInWords(instant: Temporal.Instant, zone: string, language: string): string {
  const parts = formatter(language, zone, { timeZoneName: 'longGeneric' }).formatToParts(
    instant.epochMilliseconds,
  )
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone
}

function usesTwentyFourHours(language: string): boolean {
  return new Intl.Locale(language).language !== 'en'
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
