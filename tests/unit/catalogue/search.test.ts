import { beforeAll, describe, expect, test } from 'vitest'
import { buildIndex, nearest, search, type SearchEntry } from '../../../api/catalogue/search/index.ts'
import { merseburgIndexes } from './merseburg-index.ts'
import { tuned, unseen } from './queries.ts'
import type { Wish } from './search-eval/query.ts'

let indexes: Awaited<ReturnType<typeof merseburgIndexes>>
beforeAll(async () => {
  indexes = await merseburgIndexes()
})

const idsFor = (text: string, locale: Wish['locale'] = 'de') =>
  search(indexes[locale], text).map(({ id }) => id)

/** Queries whose first three hits do not contain what was wanted, readable when the test fails. */
function missed(queries: Wish[]): string[] {
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
  for (const text of ['hasOwnProperty', 'toString', 'valueOf', '\\', '*', '"'])
    expect(idsFor(text)).toEqual([])
  expect(idsFor('__proto__')).toEqual(idsFor('proto'))
})

test('leaves out what only a typing error connects', () => {
  expect(idsFor('Kindergartenplätze')).toEqual(['kita-platz'])
})

test('ranks without any knowledge of Merseburg', () => {
  const entry = (id: string, title: string, synonym: string, summary: string): SearchEntry => ({
    id,
    names: [{ locale: 'en', title, synonyms: [synonym] }],
    summary,
    office: 'Harbour',
  })
  const entries = [
    entry('boat', 'Register a boat', 'vessel', 'For lakes.'),
    entry('lake', 'Swim in a lake', 'bathing', 'No boats.'),
  ]
  const index = buildIndex(entries, 'en-GB')
  expect(search(index, 'boats').map(({ id }) => id)).toEqual(['boat', 'lake'])
  expect(search(buildIndex([], 'de'), 'boats')).toEqual([])
})

test('what nothing fits is answered with what begins like it, and only if asked', () => {
  for (const text of ['qwrtzpsd', '', '🎉']) expect(nearest(indexes.de, text), text).toEqual([])
  expect(search(indexes.de, 'Schwerelosigkeit')).toEqual([])
  expect(nearest(indexes.de, 'Schwerelosigkeit')[0]?.id).toMatch(/^schwer/)
})

test('Einfache Sprache is found by the words of German too', () => {
  const index = buildIndex(
    [
      {
        id: 'wohngeld',
        names: [
          { locale: 'de', title: 'Wohngeld', synonyms: ['Mietzuschuss'] },
          { locale: 'de-simple', title: 'Geld für die Miete', synonyms: [] },
        ],
        summary: '',
        office: '',
      },
    ],
    'de-simple',
  )
  for (const text of ['Wohngeld', 'Mietzuschuß', 'Geld Miete'])
    expect(search(index, text), text).toHaveLength(1)
})
