import { languageOf, type Locale } from '#lib/i18n/i18n.ts'

const formats = new Map<string, Intl.NumberFormat>()

function format(locale: Locale, name: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${name}`
  const known = formats.get(key) ?? new Intl.NumberFormat(languageOf(locale).intl, options)
  formats.set(key, known)
  return known
}

/** “1.234” */
export const whole = (value: number, locale: Locale): string =>
  format(locale, 'whole', { maximumFractionDigits: 0 }).format(value)

/** “7,5”: at most one decimal place; a dash without a value. */
export const tenth = (value: number | null, locale: Locale): string =>
  value === null ? '–' : format(locale, 'tenth', { maximumFractionDigits: 1 }).format(value)

/** “12 %” of a total; a dash when the total is 0 or null. */
export const percent = (part: number, of: number | null, locale: Locale): string =>
  of ? format(locale, 'percent', { style: 'percent', maximumFractionDigits: 0 }).format(part / of) : '–'

const kinds = {
  whole,
  tenth,
  share: (value: number, locale: Locale) => percent(value, 1, locale),
}

/** A figure in the format of its column; a dash without a value. */
export const formatFigure = (kind: keyof typeof kinds, value: number | null, locale: Locale): string =>
  value === null ? '–' : kinds[kind](value, locale)
