import { expect, test } from 'vitest'
import { Compounds } from '../../../api/catalogue/search/compounds.ts'
import { fold, queryWords, stemOf, wordsOf } from '../../../api/catalogue/search/words.ts'

test.each([
  ['Führungszeugnis', 'fuhrungszeugnis'],
  ['Fuehrungszeugnis', 'fuhrungszeugnis'],
  ['STRASSE', 'strasse'],
  ['Straße', 'strasse'],
  ['Café', 'cafe'],
  ['u\u0308ber', 'uber'], // two code points, as some keyboards send it
  ['neue', 'neue'],
  ['Steuer', 'steuer'],
  ['bequem', 'bequem'],
])('%s is folded to %s', (word, folded) => {
  expect(fold(word)).toBe(folded)
})

test('wordsOf splits a text into folded words and numbers', () => {
  expect(wordsOf('Geburts-, Ehe- oder Sterbeurkunde (48 Seiten)?')).toEqual([
    'geburts',
    'ehe',
    'oder',
    'sterbeurkunde',
    '48',
    'seiten',
  ])
})

test('queryWords removes stop words, unless there are no others', () => {
  expect(queryWords('Ich möchte bitte für meinen Sohn einen Pass beantragen')).toEqual(['sohn', 'pass'])
  expect(queryWords('I would like to apply for a passport')).toEqual(['passport'])
  expect(queryWords('wo ist der')).toEqual(['wo', 'ist', 'der'])
})

test('queryWords is bounded in words and characters', () => {
  expect(queryWords(Array(50).fill('pass').join(' '))).toHaveLength(12)
  expect(queryWords('x'.repeat(10_000))[0]).toHaveLength(200)
})

test('stemOf removes endings by language', () => {
  expect(stemOf('anmeldungen', 'de')).toBe(stemOf('anmeldung', 'de-simple'))
  expect(stemOf('certificates', 'en-GB')).toBe(stemOf('certificate', 'en'))
  expect(stemOf('паспорти', 'uk')).toBe('паспорти')
})

const compounds = new Compounds(
  ['hund', 'hundesteuer', 'steuer', 'anmeldung', 'umzug', 'wagen', 'schlussel', 'platz', 'ort'],
  (word) => stemOf(word, 'de'),
)

test.each([
  ['umzugswagen', ['umzug', 'wagen']],
  ['hundesteueranmeldung', ['hundesteuer', 'anmeldung']],
  ['hundeanmeldung', ['hund', 'anmeldung']],
  ['steuerplatzes', ['steuer', 'platz']],
  ['schlusselbund', ['schlussel']],
  ['hund', []],
  ['ortsplan', []],
  ['xyz', []],
])('%s is split into %j', (word, parts) => {
  expect(compounds.partsOf(word)).toEqual(parts)
})
