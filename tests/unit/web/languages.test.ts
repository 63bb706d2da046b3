import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { languages } from '../../../api/kernel/languages.ts'
import { messageLocales } from '../../../api/notification/compose/texts/index.ts'
import { clock, dayParts } from '../../../web/src/lib/time/time.ts'
import { languageOf, localeOfPath, locales, pathIn, plainPath } from '../../../web/src/lib/i18n/locale.ts'

const root = new URL('../../../', import.meta.url)
const namesIn = (folder: string, ending: string) =>
  readdirSync(new URL(folder, root))
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort()
const known = Object.keys(languages).sort()

test('every language has an entry in the table, a message file and an inlang locale', () => {
  expect(namesIn('web/messages', '.json')).toEqual(known)
  const settings = JSON.parse(readFileSync(new URL('web/project.inlang/settings.json', root), 'utf8')) as {
    locales: string[]
  }
  expect([...settings.locales].sort()).toEqual(known)
  expect([...locales].sort()).toEqual(known)
})

test('the languages of the API are in the table', () => {
  for (const named of [namesIn('api/kernel/messages', '.ts'), [...messageLocales].sort()]) {
    expect(named).toContain('de')
    expect(known).toEqual(expect.arrayContaining(named))
  }
})

test.each(Object.entries(languages))('%s has valid properties', (_, language) => {
  const { prefix, short, long, lang, dir, intl } = language
  expect(prefix === '' || /^\/[a-z-]+$/.test(prefix)).toBe(true)
  expect(short).toMatch(/\S/)
  expect(long).toMatch(/\S/)
  expect(Intl.getCanonicalLocales(lang)).toEqual([lang])
  expect(Intl.DateTimeFormat.supportedLocalesOf(intl)).toEqual([intl])
  expect(['ltr', 'rtl']).toContain(dir)
})

test('each language has a unique path prefix; only the default has none', () => {
  const prefixes = locales.map((locale) => languageOf(locale).prefix)
  expect(new Set(prefixes).size).toBe(prefixes.length)
  expect(prefixes.filter((prefix) => prefix === '')).toHaveLength(1)
  for (const locale of locales) {
    expect(localeOfPath(pathIn(locale, '/termin/zeit'))).toBe(locale)
    expect(plainPath(pathIn(locale, '/termin/zeit'))).toBe('/termin/zeit')
  }
})

test.each(locales)('%s formats times and days', (locale) => {
  expect(clock('2026-11-24T08:30:00Z', locale)).toContain('09:30')
  expect(dayParts('2026-11-24', locale).day).toMatch(/^24\.?$/)
})
