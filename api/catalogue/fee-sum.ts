import type { FeeIn } from './fee.ts'

/** A service of a visit with its fees. */
export interface PricedItem {
  persons: number
  /** 0: further persons only accompany the citizen; more: each person is a case with fees of its own. */
  extraMinutesPerPerson: number
  fees: readonly Pick<FeeIn, 'amountCents' | 'amountMaxCents' | 'currency' | 'condition'>[]
}

/**
 * Reliability of a sum. FIXED: the whole price. FROM: a minimum. CASE: without the fees that depend on the case (an
 * age, an option, a proof); those are added to the sum or replace a part of it.
 */
export type FeeCertainty = 'FIXED' | 'FROM' | 'CASE'

export interface FeeSum {
  /** Cents. */
  cents: number
  /** ISO 4217 */
  currency: string
  certainty: FeeCertainty
}

/**
 * The sum of the fees of a visit. Adds the fees that have an amount and no condition; a range by its lower end; once for
 * each person if each is a case of its own. Whether accompanying persons pay is not known, so the sum is then a minimum.
 */
export function feeSum(items: readonly PricedItem[]): FeeSum {
  const currency = items.flatMap(({ fees }) => fees)[0]?.currency ?? 'EUR'
  const sum: FeeSum = { cents: 0, currency, certainty: 'FIXED' }
  const downgrade = (certainty: FeeCertainty) => {
    if (sum.certainty !== 'CASE') sum.certainty = certainty
  }
  for (const { persons, extraMinutesPerPerson, fees } of items) {
    if (fees.length === 0) downgrade('CASE')
    for (const { amountCents, amountMaxCents, condition, currency } of fees) {
      if (amountCents === null || condition !== null || currency !== sum.currency) {
        downgrade('CASE')
        continue
      }
      sum.cents += amountCents * (extraMinutesPerPerson > 0 ? persons : 1)
      const hasCompany = extraMinutesPerPerson === 0 && persons > 1
      if (amountMaxCents !== null || (hasCompany && amountCents > 0)) downgrade('FROM')
    }
  }
  return sum
}
