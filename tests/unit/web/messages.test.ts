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

test('every message is used, every used message exists', async () => {
  const used = new Set<string>()
  for await (const file of glob('src/**/*.{ts,svelte}', {
    cwd: web,
    exclude: (path) => path.includes('paraglide'),
  })) {
    const text = readFileSync(new URL(file, web), 'utf8')
    for (const [, key] of text.matchAll(/\bm\.(\w+)/g)) used.add(key!)
  }
  expect([...used].filter((key) => !(key in german))).toEqual([])
  expect(Object.keys(german).filter((key) => !used.has(key))).toEqual([])
})
