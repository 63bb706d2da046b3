// Formats instants in the time zone of Merseburg, independently of the product's code.

const local = (instant: string) => Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/Berlin')

/** “Dienstag, 24. November 2026”, “Tuesday, 24 November 2026” */
export const dateInWords = (instant: string, language: 'de-DE' | 'en-GB' = 'de-DE'): string =>
  local(instant)
    .toPlainDate()
    .toLocaleString(language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })

/** “09:30” */
export const clock = (instant: string): string =>
  local(instant).toPlainTime().toString({ smallestUnit: 'minute' })
