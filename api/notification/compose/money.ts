import type { AppointmentFee } from './appointment.ts'
import type { Texts } from './texts/texts.ts'

/** `46,00 €`, `10,00–25,00 €`, `kostenlos`; null where the amount is not fixed. */
export function amountInWords(fee: AppointmentFee, texts: Texts): string | null {
  if (fee.amountCents === null) return null
  const format = new Intl.NumberFormat(texts.language, { style: 'currency', currency: fee.currency })
  if (fee.amountMaxCents !== null && fee.amountMaxCents !== fee.amountCents) {
    return format.formatRange(fee.amountCents / 100, fee.amountMaxCents / 100)
  }
  return fee.amountCents === 0 ? texts.free : format.format(fee.amountCents / 100)
}
