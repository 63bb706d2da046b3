import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { expect, test } from 'vitest'

const web = new URL('../../../web/', import.meta.url)
type Messages = Record<string, unknown>
const messagesIn = (locale: string): Messages => {
  const { $schema: _, ...messages } = JSON.parse(
    readFileSync(new URL(`messages/${locale}.json`, web), 'utf8'),
  ) as Messages
  return messages
}
const german = messagesIn('de')

/** Names in braces, e.g. {time}. */
const inputsOf = (message: unknown): string[] =>
  [...new Set(JSON.stringify(message).match(/\{\w+\}/g) ?? [])].sort()

test('English says everything that German says', () => {
  expect(Object.keys(messagesIn('en')).sort()).toEqual(Object.keys(german).sort())
})

test('Einfache Sprache says nothing that German does not know', () => {
  expect(Object.keys(messagesIn('de-simple')).filter((key) => !(key in german))).toEqual([])
})

test.each(['en', 'de-simple'])('%s uses the same inputs', (locale) => {
  for (const [key, message] of Object.entries(messagesIn(locale))) {
    expect([key, inputsOf(message)]).toEqual([key, inputsOf(german[key])])
  }
})

/** Every wording of a message: of one with plurals, each. */
const wordingsOf = (message: unknown): string[] =>
  typeof message === 'string'
    ? [message]
    : (message as { match: Record<string, string> }[]).flatMap(({ match }) => Object.values(match))

/**
 * What makes a text hard, by the plain part of DIN 8581-1: long sentences, subordinate clauses (in German they come
 * with a comma), brackets of dashes, the subjunctive, very long words.
 */
function hardnessOf(text: string): string[] {
  const sentences = text.split(/(?<=[.?!:])\s+/)
  return [
    ...sentences
      .filter((sentence) => sentence.split(/\s+/).length > 10)
      .map((sentence) => `long: ${sentence}`),
    // A date and its time are no clauses, and neither is what follows a yes or no.
    ...sentences
      .filter((sentence) => /[,;–]/.test(sentence.replace(/\}, \{|^(Ja|Nein), |^\{page\} – /g, '')))
      .map((sentence) => `clauses: ${sentence}`),
    ...(text.match(/\b(könnte|möglicherweise|würde|wäre|hätte|sollte|müsste)\w*/g) ?? []),
    ...(text.match(/[\p{L}-]{21,}/gu) ?? []),
  ]
}

test('Einfache Sprache is simple, also where it says what German says', () => {
  const simple = messagesIn('de-simple')
  const hard = Object.entries({ ...german, ...simple })
    // Staff read German.
    .filter(([key]) => !key.startsWith('staff_'))
    .flatMap(([key, message]) =>
      wordingsOf(message).flatMap((text) => hardnessOf(text).map((fault) => [key, fault])),
    )
  expect(hard).toEqual([])
})

test('every message is used, every used message exists', async () => {
  const used = new Set<string>()
  for await (const file of glob('src/**/*.{ts,svelte}', {
    cwd: web,
    exclude: (path) => path.includes('paraglide'),
  })) {
    const text = readFileSync(new URL(file, web), 'utf8')
    for (const [, key] of text.matchAll(/\bm\.(\w+)/g)) used.add(key!)
  }
  // The editor's form takes its labels from the descriptions of the catalogue's fields, which name messages.
  for await (const file of glob('../api/catalogue/fields/*.ts', { cwd: web })) {
    const text = readFileSync(new URL(file, web), 'utf8')
    for (const [, key] of text.matchAll(/'(staff_\w+)'/g)) used.add(key!)
  }
  expect([...used].filter((key) => !(key in german))).toEqual([])
  expect(Object.keys(german).filter((key) => !used.has(key))).toEqual([])
})
