import { beforeAll, describe, expect, test } from 'vitest'
import { readCatalogue } from '../../../api/catalogue/read.ts'
import { buildIndex, search, type SearchEntry, type SearchIndex } from '../../../api/catalogue/search.ts'
import { merseburg } from './broken-copy.ts'
import { type Query, tuned, unseen } from './queries.ts'

const indexes = new Map<string, SearchIndex>()

beforeAll(async () => {
  const { services, referrals } = await readCatalogue(merseburg)
  // In one index, so that each query has all 87 to choose from.
  const entries = [...services, ...referrals.map((referral) => ({ ...referral, summary: referral.detail }))]
  for (const locale of ['de', 'en', 'de-simple']) indexes.set(locale, buildIndex(entries, locale))
})

const idsFor = (text: string, locale = 'de') => search(indexes.get(locale)!, text).map(({ id }) => id)

/** Queries whose first three hits do not contain what was wanted, readable when the test fails. */
function missed(queries: Query[]): string[] {
  return queries.flatMap(({ text, locale, wanted }) => {
    const top = idsFor(text, locale).slice(0, 3)
    return top.some((id) => wanted.includes(id)) ? [] : [`${text} (${locale}) → ${top.join(', ')}`]
  })
}

describe('among the first three is what was wanted', () => {
  test('for at least 36 of 40 queries that the weights were chosen with', () => {
    expect(tuned).toHaveLength(40)
    const misses = missed(tuned)
    expect(misses.length, misses.join('\n')).toBeLessThanOrEqual(4)
  })

  test('for at least 27 of 30 that they were not', () => {
    expect(unseen).toHaveLength(30)
    const misses = missed(unseen)
    expect(misses.length, misses.join('\n')).toBeLessThanOrEqual(3)
  })
})

test.each([
  [
    'ä, ae and a',
    ['Führungszeugnis', 'fuehrungszeugnis', 'fuhrungszeugnis', 'FÜHRUNGSZEUGNIS'],
    'fuehrungszeugnis',
  ],
  ['ß and ss', ['Personalausweiß', 'personalausweiss', 'Personalausweis'], 'personalausweis-beantragen'],
  ['spaces and hyphens', ['Steuer ID', 'Steuer-ID', 'steuerid'], 'steuer-id-mitteilung'],
  ['endings', ['Hund', 'Hunde', 'Hundes'], 'hund-anmelden'],
  ['typing errors', ['Wohngelt', 'wohnged', 'wohngled'], 'wohngeld'],
  ['half a word', ['führungsz', 'führungszeug'], 'fuehrungszeugnis'],
  ['what goes without saying', ['Termin Wohngeld', 'Wohngeld beantragen', 'ich möchte Wohngeld'], 'wohngeld'],
  ['compounds that no text has', ['Kindergartenplatzanmeldung', 'Kitaanmeldung'], 'kita-platz'],
])('%s make no difference', (_, texts, id) => {
  for (const text of texts) expect(idsFor(text)[0], text).toBe(id)
})

test('finds German words for English readers, and English words for German ones', () => {
  expect(idsFor('Führungszeugnis', 'en')[0]).toBe('fuehrungszeugnis')
  expect(idsFor('wedding', 'de')[0]).toBe('eheschliessung-anmelden')
})

test.each(['', '   ', '?!', '🎉', 'qwrtzpsd'])('finds nothing for %j', (text) => {
  expect(idsFor(text)).toEqual([])
})

test('takes names of the language itself as words', () => {
  for (const text of ['__proto__', 'constructor', 'toString', '\\', '*', '"'])
    expect(idsFor(text)).toEqual([])
})

test('leaves out what only a typing error connects', () => {
  expect(idsFor('Kindergartenplätze')).toEqual(['kita-platz'])
})

test('ranks without any knowledge of Merseburg', () => {
  const entries: SearchEntry[] = [
    {
      id: 'boat',
      title: { en: 'Register a boat' },
      synonyms: { en: ['vessel'] },
      summary: { en: 'For lakes.' },
    },
    {
      id: 'lake',
      title: { en: 'Swim in a lake' },
      synonyms: { en: ['bathing'] },
      summary: { en: 'No boats.' },
    },
  ]
  const index = buildIndex(entries, 'en-GB')
  expect(search(index, 'boats').map(({ id }) => id)).toEqual(['boat', 'lake'])
  expect(search(buildIndex([], 'de'), 'boats')).toEqual([])
})
