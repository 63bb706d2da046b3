const formats = new Map<string, Intl.NumberFormat>()

/**
 * Formats an amount of money for pages and mails: `46 €`, `27,60 €`. Whole euros have no cents, as in the fee schedules of
 * German towns.
 * @param currency ISO 4217
 * @param language BCP 47, for Intl
 */
export const money = (cents: number, currency: string, language: string): string =>
  formatOf(currency, language).format(cents / 100)

/** A range of amounts in the same format: `10–25,50 €`. */
export const moneyRange = (
  { from, to }: { from: number; to: number },
  currency: string,
  language: string,
): string => formatOf(currency, language).formatRange(from / 100, to / 100)

/** Cached, because creating a format is slow on telephones. */
function formatOf(currency: string, language: string): Intl.NumberFormat {
  const key = `${language} ${currency}`
  const known = formats.get(key)
  if (known) return known
  const format = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    trailingZeroDisplay: 'stripIfInteger',
  })
  formats.set(key, format)
  return format
}
