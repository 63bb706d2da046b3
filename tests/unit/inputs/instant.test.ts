import { expect, test } from 'vitest'
import { instantOf } from '../../../api/inputs/instant.ts'
import { isInstant } from '../../../web/src/lib/time/time.ts'

test.each([
  ['2026-11-24T08:00:00Z', true],
  ['2028-02-29T08:00:00Z', true],
  ['2027-02-30T08:00:00Z', false],
  ['2026-11-31T08:00:00Z', false],
  ['2026-13-01T08:00:00Z', false],
  ['2026-11-24T24:00:00Z', false],
  ['2026-11-24T08:60:00Z', false],
])('the API and the page agree whether %s is an instant: %s', (text, expected) => {
  expect([instantOf(text) !== null, isInstant(text)]).toEqual([expected, expected])
})
