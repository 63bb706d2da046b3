import type { Occupied, Span } from '../availability/model.ts'
import type { Queryable } from '../kernel/db.ts'
import { instantOf, spanCovering } from '../kernel/instant.ts'

/** An occupancy with its desk. */
export interface DeskOccupied extends Occupied {
  readonly deskId: string
}

interface Row {
  desk_id: string
  from: Date
  to: Date
  expires_at: Date | null
  booking_id: string | null
}

/**
 * Reads the occupancies of desks in a time span; expired ones included.
 * @param deskIds null: of all desks
 */
export async function readOccupancies(
  db: Queryable,
  deskIds: readonly string[] | null,
  { from, to }: Span,
): Promise<DeskOccupied[]> {
  const { rows } = await db.query<Row>({
    name: 'read_occupancies',
    text: `SELECT desk_id, lower(during) AS from, upper(during) AS to, expires_at, booking_id
             FROM occupancy
            WHERE ($1::text[] IS NULL OR desk_id = ANY ($1)) AND during && tstzrange($2, $3)`,
    values: [deskIds, instantOf(from), instantOf(to)],
  })
  return rows.map(occupiedOf)
}

/** Reads the occupancies of desks in several time spans, in one statement. */
export async function readOccupanciesWithin(
  db: Queryable,
  deskIds: readonly string[],
  spans: readonly Span[],
): Promise<DeskOccupied[]> {
  const ranges = spans.map(
    ({ from, to }) => `[${instantOf(from).toISOString()},${instantOf(to).toISOString()})`,
  )
  const { rows } = await db.query<Row>({
    name: 'read_occupancies_within',
    text: `SELECT desk_id, lower(during) AS from, upper(during) AS to, expires_at, booking_id
             FROM occupancy WHERE desk_id = ANY ($1) AND during && $2::tstzmultirange`,
    values: [deskIds, `{${ranges.join()}}`],
  })
  return rows.map(occupiedOf)
}

/** A time span at one desk. */
export interface DeskSpan extends Span {
  readonly deskId: string
}

/**
 * Reads the occupancies of each time span at a desk, in one statement; expired ones included. Nothing between the spans is
 * read.
 */
export async function readOccupanciesIn(
  db: Queryable,
  spans: readonly DeskSpan[],
): Promise<DeskOccupied[][]> {
  // Not prepared, because a query plan from a time when the table was small would be kept. OFFSET 0 makes the planner use
  // the index for each span.
  const { rows } = await db.query<Row & { nth: number }>(
    `SELECT nth::int - 1 AS nth, found.*
       FROM unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) WITH ORDINALITY AS span (desk, since, until, nth)
      CROSS JOIN LATERAL (
        SELECT desk_id, lower(during) AS from, upper(during) AS to, expires_at, booking_id FROM occupancy
         WHERE desk_id = span.desk AND during && tstzrange(span.since, span.until) OFFSET 0) AS found`,
    [
      spans.map(({ deskId }) => deskId),
      spans.map(({ from }) => instantOf(from)),
      spans.map(({ to }) => instantOf(to)),
    ],
  )
  const found = Map.groupBy(rows, ({ nth }) => nth)
  return spans.map((_, nth) => (found.get(nth) ?? []).map(occupiedOf))
}

const occupiedOf = (row: Row): DeskOccupied => ({
  deskId: row.desk_id,
  ...spanCovering(row.from, row.to),
  expiresAt: row.expires_at?.getTime() ?? null,
  bookingId: row.booking_id,
})

/** Instant at which an occupancy expires; null: never. */
export const expiryOf = ({ expiresAt }: Occupied): Date | null =>
  expiresAt === null ? null : new Date(expiresAt)
