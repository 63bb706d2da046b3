import { describe, expect, it } from 'vitest'
import { feeSum, type PricedItem } from '../../../api/catalogue/fee-sum.ts'

type Fee = PricedItem['fees'][number]
const fee = (amountCents: number | null, changes: Partial<Fee> = {}): Fee => ({
  amountCents,
  amountMaxCents: null,
  currency: 'EUR',
  condition: null,
  ...changes,
})
const item = (fees: Fee[], persons = 1, extraMinutesPerPerson = 5): PricedItem => ({
  persons,
  extraMinutesPerPerson,
  fees,
})

describe('feeSum', () => {
  it('adds fixed fees', () => {
    expect(feeSum([item([fee(0), fee(1300)]), item([fee(3700)])])).toEqual({
      cents: 5000,
      currency: 'EUR',
      certainty: 'FIXED',
    })
  })

  it('is 0 and FIXED if all fees are 0', () => {
    expect(feeSum([item([fee(0)], 6)])).toMatchObject({ cents: 0, certainty: 'FIXED' })
  })

  it('multiplies by the persons if each is a case of its own', () => {
    expect(feeSum([item([fee(1300)], 3)])).toMatchObject({ cents: 3900, certainty: 'FIXED' })
  })

  it('is a lower bound if further persons only accompany, unless the fee is 0', () => {
    expect(feeSum([item([fee(3000)], 2, 0)])).toMatchObject({ cents: 3000, certainty: 'FROM' })
    expect(feeSum([item([fee(0)], 2, 0)])).toMatchObject({ cents: 0, certainty: 'FIXED' })
  })

  it('adds the lower end of a range', () => {
    const range = fee(1500, { amountMaxCents: 6000 })
    expect(feeSum([item([range]), item([fee(1000)])])).toMatchObject({ cents: 2500, certainty: 'FROM' })
  })

  it('does not add fees with a condition', () => {
    const young = fee(2760, { condition: 'Unter 24' })
    const old = fee(4600, { condition: 'Ab 24' })
    expect(feeSum([item([old, young]), item([fee(1300)])])).toMatchObject({ cents: 1300, certainty: 'CASE' })
    const range = fee(1000, { amountMaxCents: 5000 })
    expect(feeSum([item([old]), item([range])])).toMatchObject({ cents: 1000, certainty: 'CASE' })
  })

  it('is CASE if an amount is not fixed, no fee is known, or a currency differs', () => {
    for (const fees of [[fee(null)], [], [fee(500), fee(800, { currency: 'CHF' })]])
      expect(feeSum([item(fees)])).toMatchObject({ cents: fees.length === 2 ? 500 : 0, certainty: 'CASE' })
  })
})
