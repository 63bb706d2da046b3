import { money } from '#lib/catalogue/money.ts'
import { locale, m } from '#lib/i18n/i18n.ts'
import type { VisitData } from './visit.graphql.ts'

/** “26 €”, “ab 15 €”, “kostenlos” or “je nach Fall”, depending on the certainty that the API states. */
export function formatFeeSum({ cents, currency, certainty }: VisitData['fees']): string {
  const amount = money(cents, currency, locale())
  if (certainty === 'FIXED') return cents === 0 ? m.fee_free() : amount
  if (cents === 0) return m.visit_fees_open()
  return certainty === 'FROM' ? m.visit_fees_from({ amount }) : m.visit_fees_part({ amount })
}
