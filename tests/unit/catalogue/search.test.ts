import { beforeAll, describe, expect, test } from 'vitest'
import { buildIndex, nearest, search, type SearchEntry } from '../../../api/catalogue/search/index.ts'
import { merseburgIndexes } from './merseburg-index.ts'
import { baselineTrain, baselineUnseen } from './search-eval/baseline.ts'
import type { Query } from './search-eval/query.ts'

let indexes: Awaited<ReturnType<typeof merseburgIndexes>>
beforeAll(async () => {
  indexes = await merseburgIndexes()
})

const idsFor = (text: string, locale: Query['locale'] = 'de') =>
  search(indexes[locale], text).map(({ id }) => id)

/** Queries without an expected result among the first three, as text for the failure message. */
function missed(queries: Query[]): string[] {
  return queries.flatMap(({ text, locale, expected }) => {
    const top = idsFor(text, locale).slice(0, 3)
    return top.some((id) => expected.includes(id)) ? [] : [`${text} (${locale}) → ${top.join(', ')}`]
  })
}

describe('an expected result is among the first three', () => {
  test('for at least 36 of the 40 queries of the first tuning', () => {
    expect(baselineTrain).toHaveLength(40)
    const misses = missed(baselineTrain)
    expect(misses.length, misses.join('\n')).toBeLessThanOrEqual(4)
  })

  test('for at least 27 of 30 queries that were not used for tuning', () => {
    expect(baselineUnseen).toHaveLength(30)
    const misses = missed(baselineUnseen)
    expect(misses.length, misses.join('\n')).toBeLessThanOrEqual(3)
  })
})

test.each([
  [
    'ä, ae and a or upper case',
    ['Führungszeugnis', 'fuehrungszeugnis', 'fuhrungszeugnis', 'FÜHRUNGSZEUGNIS'],
    'fuehrungszeugnis',
  ],
  ['ß and ss', ['Personalausweiß', 'personalausweiss', 'Personalausweis'], 'personalausweis-beantragen'],
  ['spaces and hyphens', ['Steuer ID', 'Steuer-ID', 'steuerid'], 'steuer-id-mitteilung'],
  ['inflections', ['Hund', 'Hunde', 'Hundes'], 'hund-anmelden'],
  ['typing errors', ['Wohngelt', 'wohnged', 'wohngled'], 'wohngeld'],
  ['a prefix of a word', ['führungsz', 'führungszeug'], 'fuehrungszeugnis'],
  ['stop words', ['Termin Wohngeld', 'Wohngeld beantragen', 'ich möchte Wohngeld'], 'wohngeld'],
  ['compounds that are not in the catalogue', ['Kindergartenplatzanmeldung', 'Kitaanmeldung'], 'kita-platz'],
])('the first result is the same for %s', (_, texts, id) => {
  for (const text of texts) expect(idsFor(text)[0], text).toBe(id)
})

test('German words are found on English pages, and English words on German pages', () => {
  expect(idsFor('Führungszeugnis', 'en')[0]).toBe('fuehrungszeugnis')
  expect(idsFor('wedding', 'de')[0]).toBe('eheschliessung-anmelden')
})

test.each(['', '   ', '?!', '🎉', 'qwrtzpsd'])('the query %j has no results', (text) => {
  expect(idsFor(text)).toEqual([])
})

test('names of JavaScript properties are ordinary words', () => {
  for (const text of ['hasOwnProperty', 'toString', 'valueOf', '\\', '*', '"'])
    expect(idsFor(text)).toEqual([])
  expect(idsFor('__proto__')).toEqual(idsFor('proto'))
})

test('results with a much lower score than the best are dropped', () => {
  expect(idsFor('Kindergartenplätze')).toEqual(['kita-platz'])
})

test('ranking works for another catalogue', () => {
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

test('nearest returns entries with the same beginning for a query without results', () => {
  for (const text of ['qwrtzpsd', '', '🎉']) expect(nearest(indexes.de, text), text).toEqual([])
  expect(search(indexes.de, 'Schwerelosigkeit')).toEqual([])
  expect(nearest(indexes.de, 'Schwerelosigkeit')[0]?.id).toMatch(/^schwer/)
})

test('German words are found on pages in Einfache Sprache', () => {
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
