import { languageOf, type Locale } from '#lib/i18n/locale.ts'

/** “46 €”, “27,60 €”: whole euros without cents, as people say them. */
export function money(cents: number, currency: string, locale: Locale): string {
  return new Intl.NumberFormat(languageOf(locale).intl, {
    style: 'currency',
    currency,
    minimumFractionDigits: cents % 100 === 0 ? 0 : 2,
  }).format(cents / 100)
}
