/** A table in plain text: the first column is left-aligned, the others are right-aligned. */
export function table(head: string[], rows: string[][]): string {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]!.length)))
  const line = (row: string[]) =>
    `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('   ')}`
  return [line(head), `  ${widths.map((width) => '─'.repeat(width)).join('   ')}`, ...rows.map(line)].join(
    '\n',
  )
}

/** Formats a number with up to three digits and at most two decimals: 1,234 · 56.7 · 0.89 */
export function short(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

/** Bytes as mebibytes. */
export const mebibytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`
