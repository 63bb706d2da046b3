import type pg from 'pg'
import type { App } from '../app.ts'
import { audit } from '../audit/audit.ts'
import type { Day, Visit } from '../availability/model.ts'
import { writeCancellation } from '../booking/cancel.ts'
import { type Gone, type Move, writeMoves } from '../booking/on-behalf/move-bookings.ts'
import { invalid, type InvalidInput, type Refused, type VersionConflict } from '../kernel/outcome.ts'
import { inTransaction, Rollback } from '../kernel/transaction.ts'
import { type PlannedDay, readOfficeDays } from '../live/office-days.ts'
import type { Plan } from '../live/plan.ts'
import type { SignedInStaff } from '../identity/session.ts'
import { assess, type Assessment } from './assess.ts'
import type { WantedChange } from './change.ts'
import { checkChoices, type Choice, type Choices } from './choices.ts'
import type { AppliedPlanChange, ApplyOutcome } from './outcome.ts'
import { previewPlanChange } from './preview.ts'
import { writePlan } from './rows.ts'

export interface ApplyInput {
  change: WantedChange
  /** Of the preview by which the choices were made. */
  fingerprint: string
  /** One for each booking that is affected. */
  choices: readonly Choice[]
  /** In the office's words, for those who are moved or cancelled. */
  reason?: string | null
}

/** The choices can't be kept: for these bookings others have to be made. */
interface Outdated {
  outdated: string[]
}

type Within = AppliedPlanChange | Outdated | Gone | VersionConflict | InvalidInput | Refused

/**
 * Changes the plan, and does for every booking that no longer lies in open hours what was chosen: all of it, or nothing.
 *
 * Nobody takes a desk meanwhile. Who was about to when this began has their booking by now, and is looked at; who comes
 * later is offered the new plan alone. So no booking falls between.
 */
export async function applyPlanChange(
  app: App,
  staff: SignedInStaff,
  input: ApplyInput,
  now: Date,
): Promise<ApplyOutcome> {
  const outcome = await inTransaction<Within>(app.db.pool, async (client) => {
    await client.query('SELECT hold_plan()')
    const found = await assess(client, staff, input.change, now)
    if (found.fingerprint !== input.fingerprint)
      throw new Rollback<Within>({ outdated: differing(found, input) })
    const checked = checkChoices(found.affected, input)
    if ('problems' in checked) throw new Rollback<Within>(invalid(checked.problems))
    await lockAsSeen(client, found)
    await writePlan(client, found.writes)
    await client.query('DELETE FROM occupancy WHERE id = ANY($1)', [found.lostHolds])
    await seeToBookings(app, client, staff, found, checked, now)
    return { type: 'AppliedPlanChange', changeId: await record(client, staff, input, found, checked) }
  })

  if ('type' in outcome && outcome.type !== 'VersionConflictError') {
    if (outcome.type === 'AppliedPlanChange') {
      app.wakeWorker()
      await app.horizon.committed()
    }
    return outcome
  }
  const preview = await previewPlanChange(app, staff, input.change, now)
  return preview.type === 'PlanPreview'
    ? { type: 'PlanOutdatedError', bookingIds: idsIn(outcome), preview }
    : preview
}

function idsIn(outcome: Outdated | Gone | VersionConflict): string[] {
  if ('outdated' in outcome) return outcome.outdated
  return ['goneFor' in outcome ? outcome.goneFor.move.bookingId : outcome.bookingId]
}

function differing({ affected }: Assessment, { choices }: ApplyInput): string[] {
  const now = new Set(affected.map(({ id }) => id))
  const then = new Set(choices.map(({ bookingId }) => bookingId))
  return [...now.symmetricDifference(then)]
}

/** In the same order as everybody, so that a colleague who works with the same bookings is waited for. */
async function lockAsSeen(client: pg.ClientBase, { affected, healed }: Assessment): Promise<void> {
  const { rows } = await client.query<{ id: string; version: number }>(
    'SELECT id, version FROM booking WHERE id = ANY($1) ORDER BY id FOR UPDATE',
    [[...affected.map(({ id }) => id), ...healed]],
  )
  const versions = new Map(rows.map(({ id, version }) => [id, version]))
  const changed = affected.filter(({ id, version }) => versions.get(id) !== version).map(({ id }) => id)
  if (changed.length > 0) throw new Rollback<Within>({ outdated: changed })
}

async function seeToBookings(
  app: App,
  client: pg.ClientBase,
  staff: SignedInStaff,
  { affected, after }: Assessment,
  { cancelled, moved, reason }: Choices,
  now: Date,
): Promise<void> {
  const actor = `staff:${staff.id}` as const
  for (const id of cancelled) await writeCancellation(client, id, { by: 'OFFICE', actor, reason })
  if (moved.length === 0) return
  const versions = new Map(affected.map(({ id, version }) => [id, version]))
  const moves = moved.map((move): Move => ({ ...move, version: versions.get(move.bookingId)! }))
  const dayFor = await daysBy(client, after, now)
  const told = { actor, reason, reminderHours: app.config.reminderLeadHours }
  await writeMoves(app, client, staff, moves, { told, dayFor, now })
}

/** What is free by a plan that nobody else sees yet. */
async function daysBy(
  client: pg.ClientBase,
  after: Plan,
  now: Date,
): Promise<(visit: Visit, day: Day) => Promise<PlannedDay>> {
  const { rows } = await client.query<{ revision: string }>('SELECT revision::text FROM plan_revision')
  const plan = { ...after, revision: rows[0]!.revision }
  return async (visit, day) => {
    const [officeDay] = await readOfficeDays(client, plan, visit, [day], now, { withReserved: true })
    return officeDay!
  }
}

/** Writes down what was done, for the history and for taking it back; flags who stays, and frees who need no flag. */
async function record(
  client: pg.ClientBase,
  staff: SignedInStaff,
  { change }: ApplyInput,
  { writes, deskIds, slotsLost, slotsGained, healed }: Assessment,
  { moved, cancelled, flagged }: Choices,
): Promise<string> {
  const actor = `staff:${staff.id}` as const
  const counts = [slotsLost, slotsGained, moved.length, cancelled.length, flagged.length]
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO plan_change (staff_id, desk_ids, writes, slots_lost, slots_gained, moved, cancelled, flagged, undoes)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
    [staff.id, deskIds, JSON.stringify(writes), ...counts, change.undo ?? null],
  )
  const { id } = rows[0]!
  for (const [bookings, displacedBy, action] of [
    [flagged, id, 'booking.flagged'],
    [healed, null, 'booking.unflagged'],
  ] as const) {
    await client.query('UPDATE booking SET displaced_by = $2, version = version + 1 WHERE id = ANY($1)', [
      bookings,
      displacedBy,
    ])
    for (const bookingId of bookings) await audit(client, actor, action, { bookingId })
  }
  await audit(client, actor, change.undo ? 'plan.undone' : 'plan.changed', { detail: { changeId: id } })
  return id
}
