import { stringify } from 'csv-stringify/sync'
import { type Cell, type Kind, rounded, type Table } from './table.ts'

/**
 * Beginnings of a cell that spreadsheets may interpret as a formula (OWASP, CSV Injection), also after invisible
 * characters. Full-width, small and superscript forms of the signs are normalized before.
 */
const FORMULA = /^[\s\p{C}]*[=+\-@]|^[\t\r\n]/u

/** Prefixes a formula with an apostrophe, which spreadsheets interpret as “this is text”. */
const withoutFormula = (text: string): string => (FORMULA.test(text.normalize('NFKC')) ? `'${text}` : text)

function cellText(cell: Cell, kind: Kind): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return withoutFormula(cell)
  const number = String(rounded(cell, kind)).replace('.', ',')
  return kind === 'share' ? `${number} %` : number
}

/**
 * A table as CSV for Excel with German settings, which expects semicolons, because of its decimal commas, and detects
 * UTF-8 only by a byte order mark. The settings of the computer decide, so the format is the same in all languages.
 */
export const csvOf = ({ columns, rows }: Table): string =>
  stringify(
    [
      columns.map(({ head }) => withoutFormula(head)),
      ...rows.map((row) => row.map((cell, n) => cellText(cell, columns[n]!.kind))),
    ],
    { bom: true, delimiter: ';', record_delimiter: 'windows', quote_record_delimiter: true },
  )
