import { beforeAll, expect, test } from 'vitest'
import { search } from '../../../api/catalogue/search/index.ts'
import { merseburgEntries, merseburgIndexes } from './merseburg-index.ts'
import { heldBack } from './search-eval/holdout.ts'
import { known } from './search-eval/train.ts'
import { strangers } from './search-eval/unseen.ts'
import type { Wish } from './search-eval/query.ts'

/*
 * The place of an answer is the one at which a reader sees it: services and referrals stand in one list, best first,
 * on the page as under the field in which people type.
 */
let indexes: Awaited<ReturnType<typeof merseburgIndexes>>
let ids: Set<string>
beforeAll(async () => {
  indexes = await merseburgIndexes()
  ids = new Set((await merseburgEntries('de')).map(({ id }) => id))
})

/** Wishes without a right answer among the first three, readable when the test fails. */
function unmet(wishes: Wish[]): string[] {
  return wishes.flatMap(({ text, locale, wanted }) => {
    const top = search(indexes[locale], text)
      .slice(0, 3)
      .map(({ id }) => id)
    return top.some((id) => wanted.includes(id)) ? [] : [`${text} (${locale}) → ${top.join(', ')}`]
  })
}

test('the wishes are many, each is asked once, and each has an answer in the catalogue', () => {
  const all = [...known, ...heldBack, ...strangers]
  expect(all.length).toBeGreaterThanOrEqual(120)
  expect(new Set(all.map(({ locale, text }) => locale + text)).size).toBe(all.length)
  for (const { text, wanted } of all) {
    expect(wanted.length, text).toBeGreaterThan(0)
    for (const id of wanted) expect(ids, text).toContain(id)
  }
})

test.each([
  ['wishes that the ranking was tuned with', known, 0.05],
  ['wishes that it was first measured with', heldBack, 0.05],
  // Nothing was changed for these. They found 93 % at first sight; since the weights were changed once, for others, 91 %.
  ['wishes of strangers', strangers, 0.1],
])('of the %s, enough find what helps among the first three', (_, wishes, mayFail) => {
  const failures = unmet(wishes)
  expect(failures.length / wishes.length, failures.join('\n')).toBeLessThanOrEqual(mayFail)
})
