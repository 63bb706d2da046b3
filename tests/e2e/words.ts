// What an instant is called in Merseburg, worked out without the product's own code.

const local = (instant: string) => Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/Berlin')

/** “Dienstag, 24. November 2026”, “Tuesday, 24 November 2026” */
export const dateInWords = (instant: string, language: 'de-DE' | 'en-GB' = 'de-DE'): string =>
  local(instant)
    .toPlainDate()
    .toLocaleString(language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })

/** “09:30” */
export const clock = (instant: string): string =>
  local(instant).toPlainTime().toString({ smallestUnit: 'minute' })

/** “9:30”: as short as any text may say it, “09:30” included. */
export const shortClock = (instant: string): string => clock(instant).replace(/^0/, '')
