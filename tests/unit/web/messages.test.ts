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

/** Placeholders, e.g. {time}. */
const placeholdersOf = (message: unknown): string[] =>
  [...new Set(JSON.stringify(message).match(/\{\w+\}/g) ?? [])].sort()

test('English has the same messages as German', () => {
  expect(Object.keys(messagesIn('en')).sort()).toEqual(Object.keys(german).sort())
})

test('Einfache Sprache has only messages that German has', () => {
  expect(Object.keys(messagesIn('de-simple')).filter((key) => !(key in german))).toEqual([])
})

test.each(['en', 'de-simple'])('messages in %s have the same placeholders as in German', (locale) => {
  for (const [key, message] of Object.entries(messagesIn(locale))) {
    expect([key, placeholdersOf(message)]).toEqual([key, placeholdersOf(german[key])])
  }
})

/** All variants of a message, e.g. its plurals. */
const variantsOf = (message: unknown): string[] =>
  typeof message === 'string'
    ? [message]
    : (message as { match: Record<string, string> }[]).flatMap(({ match }) => Object.values(match))

/**
 * Violations of DIN 8581-1 (Einfache Sprache) that can be detected by patterns: long sentences, subordinate clauses
 * (in German after a comma), dashes, the subjunctive, very long words.
 */
function violationsOf(text: string): string[] {
  const sentences = text.split(/(?<=[.?!:])\s+/)
  return [
    ...sentences
      .filter((sentence) => sentence.split(/\s+/).length > 10)
      .map((sentence) => `long: ${sentence}`),
    // Commas between date and time and after yes or no do not begin clauses.
    ...sentences
      .filter((sentence) => /[,;–]/.test(sentence.replace(/\}, \{|^(Ja|Nein), |^\{page\} – /g, '')))
      .map((sentence) => `clauses: ${sentence}`),
    ...(text.match(/\b(könnte|möglicherweise|würde|wäre|hätte|sollte|müsste)\w*/g) ?? []),
    ...(text.match(/[\p{L}-]{21,}/gu) ?? []),
  ]
}

test('Einfache Sprache has no hard texts, including messages that it shares with German', () => {
  const simple = messagesIn('de-simple')
  const hard = Object.entries({ ...german, ...simple })
    // Staff pages are not offered in Einfache Sprache.
    .filter(([key]) => !key.startsWith('staff_'))
    .flatMap(([key, message]) =>
      variantsOf(message).flatMap((text) => violationsOf(text).map((fault) => [key, fault])),
    )
  expect(hard).toEqual([])
})

test('every message is used, and every used message exists', async () => {
  const used = new Set<string>()
  for await (const file of glob('src/**/*.{ts,svelte}', {
    cwd: web,
    exclude: (path) => path.includes('paraglide'),
  })) {
    const text = readFileSync(new URL(file, web), 'utf8')
    for (const [, key] of text.matchAll(/\bm\.(\w+)/g)) used.add(key!)
  }
  // Field descriptions of the catalogue contain message keys, which the editor's form uses as labels.
  for await (const file of glob('../api/catalogue/fields/*.ts', { cwd: web })) {
    const text = readFileSync(new URL(file, web), 'utf8')
    for (const [, key] of text.matchAll(/'(staff_\w+)'/g)) used.add(key!)
  }
  expect([...used].filter((key) => !(key in german))).toEqual([])
  expect(Object.keys(german).filter((key) => !used.has(key))).toEqual([])
})
