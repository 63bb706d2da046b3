import { expect, test } from 'vitest'
import { fallbackChain, optionalTextOf, textOf, textsOf } from '../../../api/kernel/text.ts'

const title = { de: 'Wohngeld', en: 'Housing benefit', 'de-simple': 'Geld für die Miete' }

test.each([
  ['de', 'Wohngeld'],
  ['en', 'Housing benefit'],
  ['de-simple', 'Geld für die Miete'],
  ['DE-Simple', 'Geld für die Miete'],
  ['en-GB', 'Housing benefit'],
  ['de-AT', 'Wohngeld'],
  ['uk', 'Wohngeld'],
  ['', 'Wohngeld'],
])('the text for %j is %j', (locale, text) => {
  expect(textOf(title, locale)).toBe(text)
})

test('Einfache Sprache and English fall back to German', () => {
  expect(textOf({ de: 'Gebühr', en: 'Fee' }, 'de-simple')).toBe('Gebühr')
  expect(textOf({ de: 'Gebühr' }, 'en')).toBe('Gebühr')
  expect(fallbackChain('de-simple')).toEqual(['de-simple', 'de'])
  expect(fallbackChain('en-GB')).toEqual(['en-gb', 'en', 'de'])
})

test('without a German text the first text of the map is used', () => {
  expect(textOf({ da: 'Pas' }, 'en')).toBe('Pas')
})

test('a missing, empty or invalid map has no text', () => {
  expect(optionalTextOf(null, 'de')).toBeNull()
  expect(textOf(null, 'de')).toBe('')
  expect(textOf({}, 'de')).toBe('')
  expect(textOf(['Wohngeld'], 'de')).toBe('')
})

test('lists fall back as a whole', () => {
  const notes = { de: ['Kommen Sie selbst.', 'Zahlen Sie mit Karte.'], en: ['Come in person.'] }
  expect(textsOf(notes, 'en')).toEqual(['Come in person.'])
  expect(textsOf(notes, 'de-simple')).toEqual(notes.de)
  expect(textsOf(null, 'de')).toEqual([])
})
