import { beforeAll, expect, test } from 'vitest'
import { readCatalogue } from '../../../api/catalogue/read.ts'
import { buildIndex, search, type SearchIndex } from '../../../api/catalogue/search.ts'
import { merseburg } from './broken-copy.ts'
import { known } from './wishes/known.ts'
import { unseen } from './wishes/unseen.ts'
import type { Wish } from './wishes/wish.ts'

/*
 * The place of an answer is the one at which a reader sees it: services and referrals stand in one list, best first,
 * on the page as under the field in which people type.
 */
const indexes = new Map<string, SearchIndex>()
const ids = new Set<string>()

beforeAll(async () => {
  const { services, referrals } = await readCatalogue(merseburg)
  const entries = [...services, ...referrals.map((referral) => ({ ...referral, summary: referral.detail }))]
  for (const { id } of entries) ids.add(id)
  for (const locale of ['de', 'en', 'de-simple']) indexes.set(locale, buildIndex(entries, locale))
})

/** Wishes without a right answer among the first three, readable when the test fails. */
function unmet(wishes: Wish[]): string[] {
  return wishes.flatMap(({ text, locale, wanted }) => {
    const top = search(indexes.get(locale)!, text)
      .slice(0, 3)
      .map(({ id }) => id)
    return top.some((id) => wanted.includes(id)) ? [] : [`${text} (${locale}) → ${top.join(', ')}`]
  })
}

test('the wishes are many, each is asked once, and each has an answer in the catalogue', () => {
  const all = [...known, ...unseen]
  expect(all.length).toBeGreaterThanOrEqual(120)
  expect(new Set(all.map(({ locale, text }) => locale + text)).size).toBe(all.length)
  for (const { text, wanted } of all) {
    expect(wanted.length, text).toBeGreaterThan(0)
    for (const id of wanted) expect(ids, text).toContain(id)
  }
})

test.each([
  ['wishes that the ranking was tuned with', known],
  ['wishes that it was not', unseen],
])('of the %s, 95 % find what helps among the first three', (_, wishes) => {
  const failures = unmet(wishes)
  expect(failures.length / wishes.length, failures.join('\n')).toBeLessThanOrEqual(0.05)
})
