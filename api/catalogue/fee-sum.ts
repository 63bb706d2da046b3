import type { FeeIn } from './fee.ts'

/** A service of a visit with what it costs. */
export interface PricedItem {
  persons: number
  /** 0 where further people only come along; otherwise each of them is a case of their own. */
  extraMinutesPerPerson: number
  fees: readonly Pick<FeeIn, 'amountCents' | 'amountMaxCents' | 'currency' | 'condition'>[]
}

/**
 * How far a sum can be relied on. FIXED: it is all that will be paid. FROM: it may become more. CASE: other fees
 * depend on the case (an age, a wish, a proof), come on top or take the place of some; they are not in the sum.
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
 * What a visit costs, as far as it is certain. Only what has an amount and no condition is added, a range with its
 * lower end, and once for each person where each is a case of their own. Where people only come along, nobody
 * knows whether they pay: the sum is then what one pays at least.
 */
export function feeSum(items: readonly PricedItem[]): FeeSum {
  const currency = items.flatMap(({ fees }) => fees)[0]?.currency ?? 'EUR'
  const sum: FeeSum = { cents: 0, currency, certainty: 'FIXED' }
  const doubt = (certainty: FeeCertainty) => {
    if (sum.certainty !== 'CASE') sum.certainty = certainty
  }
  for (const { persons, extraMinutesPerPerson, fees } of items) {
    if (fees.length === 0) doubt('CASE')
    for (const { amountCents, amountMaxCents, condition, currency } of fees) {
      if (amountCents === null || condition !== null || currency !== sum.currency) {
        doubt('CASE')
        continue
      }
      sum.cents += amountCents * (extraMinutesPerPerson > 0 ? persons : 1)
      const onlyCompany = extraMinutesPerPerson === 0 && persons > 1
      if (amountMaxCents !== null || (onlyCompany && amountCents > 0)) doubt('FROM')
    }
  }
  return sum
}
