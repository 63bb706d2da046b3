/** The type of a column's values, which decides their format in a file. */
export type Kind = 'text' | 'whole' | 'tenth' | 'share' | 'day' | 'time'

/**
 * A text, a day (`2026-11-24`), a time of day (`09:30`) or a number; a share is a number from 0 to 1. Null: an empty
 * cell.
 */
export type Cell = string | number | null

/** A table to be exported as a file, with translated headings. */
export interface Table {
  /** The title of its sheet. */
  name: string
  columns: readonly { head: string; kind: Kind }[]
  rows: readonly (readonly Cell[])[]
}

/** A column, and how to get its value from a row. */
export interface ColumnOf<Row> {
  head: string
  kind: Kind
  of: (row: Row) => Cell
}

export const tableOf = <Row>(
  name: string,
  columns: readonly ColumnOf<Row>[],
  rows: readonly Row[],
): Table => ({
  name,
  columns,
  rows: rows.map((row) => columns.map(({ of }) => of(row))),
})

/** Rounds a number by its kind: a tenth to one decimal place; a share to a percentage with one decimal place. */
export const rounded = (value: number, kind: Kind): number =>
  kind === 'tenth' ? Math.round(value * 10) / 10 : kind === 'share' ? Math.round(value * 1000) / 10 : value
