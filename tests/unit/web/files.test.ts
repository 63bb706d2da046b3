import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvOf } from '../../../web/src/lib/server/files/csv.ts'
import { type Cell, type Kind, type Table, tableOf } from '../../../web/src/lib/server/files/table.ts'
import { xlsxOf } from '../../../web/src/lib/server/files/xlsx.ts'
import { seeded } from '../../support/seed.ts'
import { readWorkbook } from '../../support/workbook.ts'

/** One column, one row for each cell. */
const column = (kind: Kind, cells: readonly Cell[]): Table =>
  tableOf('Spalte', [{ head: 'Kopf', kind, of: (cell: Cell) => cell }], cells)

/** Any text, with an increased share of texts that spreadsheets or libraries may misinterpret. */
const typed = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 200 }) },
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc
    .tuple(
      fc.stringMatching(/^[ \t\r\n\u00a0\u200b\u2067\ufeff]{0,3}$/),
      fc.constantFrom(...'=+-@＝＋－＠﹦⁺', '"', ';', ',', '\n'),
      fc.string({ unit: 'grapheme' }),
    )
    .map((parts) => parts.join('')),
  fc.constantFrom('constructor', '__proto__', 'toString', '_x0041_', '=1+1', 'מרים כהן', '+493461445300'),
)

/** Parses CSV by RFC 4180, with the separator of German spreadsheets. */
function readCsv(csv: string): string[][] {
  const rows: string[][] = [[]]
  const field = /(?:"((?:[^"]|"")*)"|([^";\r\n]*))(;|\r\n|$)/gy
  for (;;) {
    const found = field.exec(csv)
    if (!found) throw new Error(`no CSV: ${csv.slice(field.lastIndex)}`)
    rows.at(-1)!.push(found[1]?.replaceAll('""', '"') ?? found[2]!)
    if (found[3] === '') return rows
    if (found[3] === '\r\n') rows.push([])
    if (found[3] === '\r\n' && field.lastIndex === csv.length) return rows.slice(0, -1)
  }
}
const bodyOf = (table: Table) =>
  readCsv(csvOf(table).slice(1))
    .slice(1)
    .map(([cell]) => cell)

test('CSV: starts with a byte order mark and preserves texts with line breaks, quotes or separators', () => {
  fc.assert(
    fc.property(fc.array(typed, { minLength: 1 }), (texts) => {
      const csv = csvOf(column('text', texts))
      expect(csv.startsWith('\ufeffKopf\r\n')).toBe(true)
      expect(
        bodyOf(column('text', texts)).map((cell, n) => [texts[n], `'${texts[n]}`].includes(cell!)),
      ).toEqual(texts.map(() => true))
    }),
    seeded(),
  )
})

test('CSV: no text is a formula, also after invisible characters', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const [cell] = bodyOf(column('text', [text]))
      const seen = cell!.normalize('NFKC').replace(/^[\s\p{C}]+/u, '')
      expect(seen).not.toMatch(/^[=+\-@]/)
      expect(cell).not.toMatch(/^[\t\r\n]/)
    }),
    seeded(),
  )
})

test('CSV: only texts that start like a formula get an apostrophe', () => {
  const texts = ['Erika Beispiel', 'O’Neil-Müller', '03461 445300', '1234-5678', 'a=b', "'kursiv'", 'שלום']
  expect(bodyOf(column('text', texts))).toEqual(texts)
  expect(bodyOf(column('text', ['+43 1 4000', '=1+1', '-', '＝1+1', '⁺1', '\u200b=1', '@SUM(A1)']))).toEqual([
    "'+43 1 4000",
    "'=1+1",
    "'-",
    "'＝1+1",
    "'⁺1",
    "'\u200b=1",
    "'@SUM(A1)",
  ])
})

test('CSV: numbers have the German format, also negative ones; null is an empty cell', () => {
  expect(bodyOf(column('whole', [0, 1234, -5, null]))).toEqual(['0', '1234', '-5', ''])
  expect(bodyOf(column('tenth', [7, 7.25, 0.04]))).toEqual(['7', '7,3', '0'])
  expect(bodyOf(column('share', [0, 0.125, 1]))).toEqual(['0 %', '12,5 %', '100 %'])
  expect(bodyOf(column('day', ['2026-11-24']))).toEqual(['2026-11-24'])
  expect(bodyOf(column('time', ['09:05']))).toEqual(['09:05'])
})

const sheetOf = async (table: Table) => readWorkbook(await xlsxOf([table]))[0]!

/** The text without characters that XML cannot contain. */
const xmlText = (text: string) =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/\p{Noncharacter_Code_Point}/gu, '')
    .replaceAll(/[^\t\n\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffc\u{10000}-\u{10ffff}]/gu, '')

test('XLSX: texts are text cells, never formulas or numbers', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        typed.filter((text) => xmlText(text) !== ''),
        { minLength: 1, maxLength: 10 },
      ),
      async (texts) => {
        const { rows } = await sheetOf(column('text', texts))
        const cells = rows.slice(1).map(([cell]) => cell)
        expect(cells.map((cell) => cell?.type)).toEqual(texts.map(() => 'text'))
        expect(cells.map((cell) => String(cell?.value))).toEqual(texts.map(xmlText))
      },
    ),
    { ...seeded(), numRuns: 60 },
  )
})

test('XLSX: a text of characters that XML cannot contain is an empty cell', async () => {
  const { rows } = await sheetOf(column('text', ['\u{10fffe}', 'after it']))
  expect(rows.slice(1).map(([cell]) => cell?.value ?? null)).toEqual([null, 'after it'])
})

test('XLSX: numbers, days and times have their types and formats; the head is bold', async () => {
  const table = tableOf(
    'Nach Platz [A/B]: alle ihre Zahlen und noch mehr',
    [
      { head: 'Tag', kind: 'day', of: ({ day }) => day },
      { head: 'Zeit', kind: 'time', of: ({ time }) => time },
      { head: 'Anteil', kind: 'share', of: ({ share }) => share },
      { head: 'Platz', kind: 'text', of: ({ desk }) => desk },
      { head: 'Termine', kind: 'whole', of: ({ count }) => count },
      { head: 'Stunden', kind: 'tenth', of: ({ hours }) => hours },
    ],
    [{ day: '2026-11-24', time: '18:00', share: 0.125, desk: null, count: 12, hours: -7.26 }],
  )
  const { name, rows } = await sheetOf(table)
  expect(name).toBe('Nach Platz  A B   alle ihre Zah')
  expect(rows[0]!.map((cell) => [cell?.value, cell?.bold])).toEqual(
    ['Tag', 'Zeit', 'Anteil', 'Platz', 'Termine', 'Stunden'].map((head) => [head, true]),
  )
  // Excel counts days from 1900: 24 November 2026 is 46350.
  expect(rows[1]).toMatchObject([
    { type: 'number', value: 46350, format: 'dd.mm.yyyy' },
    { type: 'number', value: 0.75, format: 'hh:mm' },
    { type: 'number', value: 0.125, format: '0.0%' },
    null,
    { type: 'number', value: 12, format: '#,##0' },
    { type: 'number', value: -7.26, format: '#,##0.0' },
  ])
})

test('XLSX: a workbook contains one sheet for each table', async () => {
  const file = await xlsxOf([column('whole', [1]), { ...column('whole', [2]), name: 'Noch eine' }], true)
  expect(readWorkbook(file).map(({ name, rows }) => [name, rows[1]![0]!.value])).toEqual([
    ['Spalte', 1],
    ['Noch eine', 2],
  ])
})
