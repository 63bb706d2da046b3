import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { pseudoArabic, pseudoMessages } from '../../support/arabic/pseudo.ts'

const web = new URL('../../../web/', import.meta.url)

/** Physical CSS properties (left, right), which break right-to-left pages; logical ones (start, end) are required. */
const PHYSICAL = [
  /\b(?:margin|padding|border|scroll-margin|scroll-padding|overflow)-(?:left|right)\b/,
  /(?:^|[\s;{])(?:left|right)\s*:/m,
  /\b(?:float|clear|text-align|justify-content|justify-items|justify-self|caption-side)\s*:\s*(?:left|right)\b/,
  /\bborder-(?:top|bottom)-(?:left|right)-radius\b/,
  /\bto (?:left|right)\b/,
  /\btranslateX\(/,
]

function physicalIn(css: string): string[] {
  const found = PHYSICAL.flatMap((pattern) => pattern.exec(css)?.[0].trim() ?? [])
  for (const [rule, values] of css.matchAll(
    /\b(?:margin|padding|inset|border-(?:width|color|style)):\s*([^;{}]+);/g,
  )) {
    const [, right, , left] = values!.trim().split(/\s+(?![^(]*\))/)
    if (left !== undefined && left !== right) found.push(rule)
  }
  return found
}

test.each([
  ['margin-left: 1rem;', ['margin-left']],
  ['a { left: 0; }', ['left:']],
  ['float: right;', ['float: right']],
  ['padding: 1px 2px 3px 4px;', ['padding: 1px 2px 3px 4px;']],
  ['margin: 0 calc(1px + 2px) 0 auto;', ['margin: 0 calc(1px + 2px) 0 auto;']],
  ['padding: 1px 2px 3px 2px; inset-inline-start: 0; text-align: start;', []],
])('physicalIn(%j) finds %j', (css, sides) => {
  expect(physicalIn(css)).toEqual(sides)
})

test('the styles use no physical properties', () => {
  const found = globSync('src/**/*.{svelte,scss}', { cwd: web }).flatMap((file) => {
    const source = readFileSync(new URL(file, web), 'utf8')
    const css = file.endsWith('.svelte') ? (/<style[^>]*>([^]*)<\/style>/.exec(source)?.[1] ?? '') : source
    return physicalIn(css.replaceAll(/\/\*[^]*?\*\/|\/\/.*$/gm, '')).map((side) => `${file}: ${side}`)
  })
  expect(found).toEqual([])
})

test('pseudoArabic converts all words, but not placeholders, numbers, URLs and e-mail addresses', () => {
  const text = pseudoArabic('Wir rufen Sie am {date} um 9 Uhr an: name@beispiel.de, merseburg.de')
  expect(text).toContain('{date}')
  expect(text).toContain(' 9 ')
  expect(text).toMatch(/name@beispiel\.de، merseburg\.de$/)
  expect(text.replaceAll(/\{\w+\}|\S+@\S+|\S+\.de/g, '')).not.toMatch(/\p{Script=Latin}/u)
  expect(pseudoArabic('Übernehmen').length).toBeGreaterThanOrEqual('Übernehmen'.length * 1.3)
})

test('pseudoMessages keeps keys, placeholders and plural selectors', () => {
  const german = JSON.parse(readFileSync(new URL('messages/de.json', web), 'utf8')) as Record<string, any>
  const arabic = pseudoMessages(german)
  expect(Object.keys(arabic)).toEqual(Object.keys(german))
  for (const [key, message] of Object.entries(german)) {
    const inputs = (each: unknown) => JSON.stringify(each).match(/\{\w+\}/g)
    expect([key, inputs(arabic[key])]).toEqual([key, inputs(message)])
    if (typeof message !== 'string' && key !== '$schema')
      expect(arabic[key]).toMatchObject(message.map(({ match: _, ...rest }: any) => rest))
  }
})
