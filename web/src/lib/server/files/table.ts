/** What the values of a column are, and so how a file shows them. */
export type Kind = 'text' | 'whole' | 'tenth' | 'share' | 'day' | 'time'

/**
 * A text as somebody typed it, a day (`2026-11-24`) or a time of day (`09:30`); or a number, of which a share is a part
 * of 1. Null: an empty cell.
 */
export type Cell = string | number | null

/** A table that is to become a file, in the words of its reader. */
export interface Table {
  /** What it is about: the title of its sheet. */
  name: string
  columns: readonly { head: string; kind: Kind }[]
  rows: readonly (readonly Cell[])[]
}

/** A column, and where its values come from. */
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

/** A number as its column says it: one digit after the point of a tenth, and of a share's percentage. */
export const rounded = (value: number, kind: Kind): number =>
  kind === 'tenth' ? Math.round(value * 10) / 10 : kind === 'share' ? Math.round(value * 1000) / 10 : value
