import { money as moneyIn } from '@terminklick/api/money'
import { languageOf, type Locale } from '#lib/i18n/locale.ts'

/** An amount in the format of a language: “46 €”, “27,60 €”. */
export const money = (cents: number, currency: string, locale: Locale): string =>
  moneyIn(cents, currency, languageOf(locale).intl)
