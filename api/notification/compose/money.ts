import { money, moneyRange } from '../../kernel/money.ts'
import type { AppointmentFee } from './appointment.ts'
import type { Texts } from './texts/texts.ts'

/** `46 €`, `10–25,50 €`, `kostenlos`; null when the amount is not fixed. */
export function amountInWords(fee: AppointmentFee, { language, free }: Texts): string | null {
  const { amountCents, amountMaxCents, currency } = fee
  if (amountCents === null) return null
  if (amountMaxCents !== null && amountMaxCents !== amountCents)
    return moneyRange({ from: amountCents, to: amountMaxCents }, currency, language)
  return amountCents === 0 ? free : money(amountCents, currency, language)
}
