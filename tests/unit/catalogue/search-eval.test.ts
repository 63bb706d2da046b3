import { beforeAll, expect, test } from 'vitest'
import { search } from '../../../api/catalogue/search/index.ts'
import { merseburgEntries, merseburgIndexes } from './merseburg-index.ts'
import { holdout } from './search-eval/holdout.ts'
import { train } from './search-eval/train.ts'
import { unseen } from './search-eval/unseen.ts'
import type { Query } from './search-eval/query.ts'

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

/** Queries without a right answer among the first three, readable when the test fails. */
function unanswered(queries: Query[]): string[] {
  return queries.flatMap(({ text, locale, wanted }) => {
    const top = search(indexes[locale], text)
      .slice(0, 3)
      .map(({ id }) => id)
    return top.some((id) => wanted.includes(id)) ? [] : [`${text} (${locale}) → ${top.join(', ')}`]
  })
}

test('there are at least 120 queries, each once and with an answer in the catalogue', () => {
  const all = [...train, ...holdout, ...unseen]
  expect(all.length).toBeGreaterThanOrEqual(120)
  expect(new Set(all.map(({ locale, text }) => locale + text)).size).toBe(all.length)
  for (const { text, wanted } of all) {
    expect(wanted.length, text).toBeGreaterThan(0)
    for (const id of wanted) expect(ids, text).toContain(id)
  }
})

test.each([
  ['queries that the ranking was tuned with', train, 0.05],
  ['queries of the first measurement', holdout, 0.05],
  // The ranking was never changed for these. They found 93 % at first sight; since the weights were changed once, for others, 91 %.
  ['unseen queries', unseen, 0.1],
])('of the %s, enough find a right answer among the first three', (_, queries, mayFail) => {
  const failures = unanswered(queries)
  expect(failures.length / queries.length, failures.join('\n')).toBeLessThanOrEqual(mayFail)
})
