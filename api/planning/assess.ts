import { createHash } from 'node:crypto'
import type pg from 'pg'
import { dayOf } from '../availability/calendar.ts'
import type { Span } from '../availability/model.ts'
import { type DeskPlan, liesOpen } from '../availability/plan.ts'
import { invalid, type InvalidInput, type Refused } from '../kernel/outcome.ts'
import { Rollback } from '../kernel/transaction.ts'
import { minuteOf, spanCovering } from '../kernel/instant.ts'
import { loadPlan, type Plan } from '../live/plan.ts'
import type { SignedInStaff } from '../identity/session.ts'
import { type AffectedBooking, bookingsAt, holdsAt } from './bookings.ts'
import { writesOf } from './change.ts'
import { desksIn, type PlanRows, type PlanWrites, readPlanRows, written } from './rows.ts'
import { writesOfUndo } from './undo.ts'
import type { PlanChangeInput } from './plan-change-input.ts'

/** The effect of a change, as seen by one transaction. */
export interface Assessment {
  writes: PlanWrites
  /** The desks whose plan changes. */
  deskIds: string[]
  /** Bookings that no longer lie in open hours, except those already flagged in a closed time; by start. */
  affected: AffectedBooking[]
  /** Ids of flagged bookings that lie in open hours again. */
  healed: string[]
  /** Ids of the occupancies of holds that no longer lie in open hours. */
  lostHolds: string[]
  /** The plan of all desks without the change, and with it. */
  before: Plan
  after: Plan
  /** Hash of everything that a choice depends on: the change, the plan of the desks, and the affected bookings. */
  fingerprint: string
}

/**
 * Computes the effect of a change; writes nothing. The transaction must hold the lock of the plan, shared or exclusive.
 * @throws Rollback with the problems of the change
 */
export async function assess(
  client: pg.ClientBase,
  staff: SignedInStaff,
  change: PlanChangeInput,
  now: Date,
): Promise<Assessment> {
  const rows = await readPlanRows(client, now)
  const plan = await loadPlan(client, now)
  const writes = await checkedWrites(client, plan, rows, staff, change, now)
  const named = desksIn(writes)
  const deskIds = [...plan.desks.keys()].filter((id) => !named || named.has(id)).sort()

  const before = planned(plan, rows)
  const after = planned(plan, written(rows, writes))
  const bookings = await bookingsAt(client, deskIds, now)
  const opens = (desks: Plan['desks'], one: Span & { deskId: string }) =>
    liesOpen(desks.get(one.deskId)!, one, plan.office)
  const affected = bookings.filter((one) => !opens(after, one) && (!one.flagged || opens(before, one)))
  const holds = await holdsAt(client, deskIds, now)
  return {
    writes,
    deskIds,
    affected,
    healed: bookings.filter((one) => one.flagged && opens(after, one)).map(({ id }) => id),
    lostHolds: holds.filter((one) => !opens(after, one)).map(({ id }) => id),
    before: { ...plan, desks: before },
    after: { ...plan, desks: after },
    fingerprint: fingerprintOf(change, rows, named, affected),
  }
}

async function checkedWrites(
  client: pg.ClientBase,
  plan: Plan,
  rows: PlanRows,
  staff: SignedInStaff,
  change: PlanChangeInput,
  now: Date,
): Promise<PlanWrites> {
  const mayPlan = (id: string) => staff.mayWorkIn(plan.desks.get(id)?.departmentId ?? '')
  if (change.undo) return writesOfUndo(client, change.undo, rows, [...plan.desks.keys()], mayPlan)
  const { rows: desks } = await client.query<{ id: string; locationId: string }>(
    'SELECT id, location_id AS "locationId" FROM desk WHERE active',
  )
  const { zone } = plan.office
  const today = dayOf(minuteOf(now), zone)
  const newId = () => crypto.randomUUID()
  const checked = writesOf(change, { rows, desks, mayPlan, today, now, zone, newId })
  if ('problems' in checked) throw new Rollback<InvalidInput | Refused>(invalid(checked.problems))
  return checked.writes
}

/** The plan of all desks with the openings and closures of the rows. */
function planned({ desks }: Plan, rows: PlanRows): Plan['desks'] {
  const openings = Map.groupBy(rows.openings, ({ deskId }) => deskId)
  const closures = Map.groupBy(rows.closures, ({ deskId }) => deskId)
  const spans = (id: string | null) => (closures.get(id) ?? []).map(({ from, to }) => spanCovering(from, to))
  const ofHouse = spans(null)
  return new Map(
    [...desks].map(([id, known]) => {
      const own = openings.get(id) ?? []
      const plan: Omit<DeskPlan, 'desk'> = {
        openings: own.filter(({ reserved }) => !reserved),
        reserved: own.filter(({ reserved }) => reserved),
        closures: [...spans(id), ...ofHouse],
      }
      return [id, { ...known, ...plan }]
    }),
  )
}

function fingerprintOf(
  change: PlanChangeInput,
  { openings, closures }: PlanRows,
  desks: ReadonlySet<string> | null,
  affected: readonly AffectedBooking[],
): string {
  const concerns = ({ deskId }: { deskId: string | null }) => deskId === null || !desks || desks.has(deskId)
  const known = affected.map(({ id, deskId, status, startsAt, endsAt }) => [
    id,
    deskId,
    status,
    startsAt,
    endsAt,
  ])
  const text = JSON.stringify([change, openings.filter(concerns), closures.filter(concerns), known])
  return createHash('sha256').update(text).digest('base64url')
}
