import writeXlsxFile, { type CellObject, type Sheet } from 'write-excel-file/node'
import type { Cell, Kind, Table } from './table.ts'

/** Number formats in the file's notation, which does not depend on Excel's language. */
const FORMATS: Record<Exclude<Kind, 'text'>, string> = {
  whole: '#,##0',
  tenth: '#,##0.0',
  share: '0.0%',
  day: 'dd.mm.yyyy',
  time: 'hh:mm',
}

/** Limits of column widths in characters; longer texts wrap. */
const [NARROWEST, WIDEST] = [8, 48]

/** A workbook with one sheet for each table. Texts are never written as formulas. */
export async function xlsxOf(
  tables: readonly Table[],
  rightToLeft = false,
): Promise<Uint8Array<ArrayBuffer>> {
  const sheets = tables.map((table) => ({ ...sheetOf(table), rightToLeft }))
  return new Uint8Array(await writeXlsxFile(sheets).toBuffer())
}

function sheetOf({ name, columns, rows }: Table): Sheet<never> {
  return {
    sheet: nameOf(name),
    // The head stays visible while the sheet scrolls.
    stickyRowsCount: 1,
    columns: columns.map(({ head }, n) => ({ width: widthOf([head, ...rows.map((row) => row[n]!)]) })),
    data: [
      columns.map(({ head }) => ({ ...text(head), fontWeight: 'bold' })),
      ...rows.map((row) => row.map((cell, n) => cellOf(cell, columns[n]!.kind))),
    ],
  }
}

function cellOf(cell: Cell, kind: Kind): CellObject | null {
  if (cell === null) return null
  if (kind === 'text') return text(String(cell))
  const format = FORMATS[kind]
  // Days and times in a workbook have no time zone; the library writes the UTC value.
  const placed: CellObject = { format, align: 'right', alignVertical: 'top' }
  if (kind === 'day') return { ...placed, type: Date, value: new Date(`${cell}T00:00Z`) }
  if (kind === 'time') return { ...placed, type: Number, value: shareOfDay(String(cell)) }
  return { ...placed, type: Number, value: Number(cell) }
}

const text = (value: string): CellObject => ({
  type: String,
  value: escaped(value),
  wrap: true,
  alignVertical: 'top',
})

/** A time of day as a fraction of a day: 0.5 is noon. */
function shareOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return (hours * 60 + minutes) / 1440
}

const codeOf = (character: string) =>
  `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`

/**
 * A text in the encoding of workbooks (ECMA-376-1, 22.9.2.19, ST_Xstring): text that looks like an escape is escaped.
 * Names of object properties, e.g. `constructor`, are escaped as well, because write-excel-file looks texts up in an
 * object.
 */
function escaped(text: string): string {
  const plain = text
    .replaceAll(/\r\n?/g, '\n')
    // Noncharacters are handled differently by each program.
    .replaceAll(/\p{Noncharacter_Code_Point}/gu, '')
    .replaceAll(/_(?=x[\da-f]{4}_)/gi, codeOf('_'))
  return plain in {} ? codeOf(plain) + plain.slice(1) : plain
}

/** A valid sheet name in Excel: at most 31 characters, without the signs of cell references. */
const nameOf = (name: string): string =>
  name
    .replaceAll(/[[\]/\\:*?']/g, ' ')
    .slice(0, 31)
    .trim()

/** The width of the longest line, within the limits. */
const widthOf = (cells: readonly Cell[]): number =>
  Math.min(
    WIDEST,
    cells
      .flatMap((cell) => String(cell ?? '').split('\n'))
      .reduce((width, line) => Math.max(width, line.length + 2), NARROWEST),
  )
