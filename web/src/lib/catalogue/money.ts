import { languageOf, type Locale } from '#lib/i18n/locale.ts'

const formats = new Map<string, Intl.NumberFormat>()

/** “46 €”, “27,60 €”: whole euros without cents, as people say them. */
export function money(cents: number, currency: string, locale: Locale): string {
  const key = `${locale} ${currency}`
  let format = formats.get(key)
  if (!format) {
    // A phone takes long to make one.
    format = new Intl.NumberFormat(languageOf(locale).intl, {
      style: 'currency',
      currency,
      trailingZeroDisplay: 'stripIfInteger',
    })
    formats.set(key, format)
  }
  return format.format(cents / 100)
}
