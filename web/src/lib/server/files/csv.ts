import { stringify } from 'csv-stringify/sync'
import { type Cell, type Kind, rounded, type Table } from './table.ts'

/**
 * What spreadsheets may take for a formula when a cell begins with it (OWASP, CSV Injection), also behind what nobody
 * sees. Wide, small and raised forms of the signs are read as the plain ones.
 */
const FORMULA = /^[\s\p{C}]*[=+\-@]|^[\t\r\n]/u

/** With an apostrophe in front, which spreadsheets understand as “this is text”; people still read the rest. */
const unarmed = (text: string): string => (FORMULA.test(text.normalize('NFKC')) ? `'${text}` : text)

function written(cell: Cell, kind: Kind): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return unarmed(cell)
  const number = String(rounded(cell, kind)).replace('.', ',')
  return kind === 'share' ? `${number} %` : number
}

/**
 * A table as a file of comma-separated values, for a double click in an office in Germany. The Excel there expects
 * semicolons, because its decimals have a comma, and takes a file for UTF-8 only when it begins with a byte order mark.
 * That goes by the settings of the computer, so it is the same in all languages of the page.
 */
export const csvOf = ({ columns, rows }: Table): string =>
  stringify(
    [
      columns.map(({ head }) => unarmed(head)),
      ...rows.map((row) => row.map((cell, n) => written(cell, columns[n]!.kind))),
    ],
    { bom: true, delimiter: ';', record_delimiter: 'windows', quote_record_delimiter: true },
  )
