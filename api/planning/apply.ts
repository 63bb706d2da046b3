import type pg from 'pg'
import type { App } from '../app/app.ts'
import { audit, auditBookings } from '../audit/audit.ts'
import { writeCancellations } from '../booking/cancel.ts'
import { moveVisits, type NoFreeDesk } from '../booking/move-visits.ts'
import { assertMovable } from '../booking/on-behalf/move-bookings.ts'
import { officeRule } from '../booking/on-behalf/office-rule.ts'
import { lockPlanExclusive, lockPlanShared } from '../booking/plan-lock.ts'
import { runCommand } from '../app/command.ts'
import type { SignedInStaff } from '../identity/session.ts'
import { invalid, type InvalidInput, type Refused } from '../kernel/outcome.ts'
import { inTransaction, Rollback } from '../kernel/transaction.ts'
import { assess, type Assessment } from './assess.ts'
import { checkChoices, type Choice, type Choices } from './choices.ts'
import { countSlots, type SlotCounts } from './count-slots.ts'
import type { AppliedPlanChange, ApplyOutcome } from './outcome.ts'
import { previewPlanChange } from './preview.ts'
import { writePlan } from './rows.ts'
import type { PlanChangeInput } from './plan-change-input.ts'

export interface ApplyInput {
  change: PlanChangeInput
  /** Fingerprint of the preview for which the choices were made. */
  fingerprint: string
  /** One for each affected booking. */
  choices: readonly Choice[]
  /** Text of the office for citizens whose booking is moved or cancelled. */
  reason?: string | null
}

/** The choices are outdated: these bookings need another choice. */
interface Outdated {
  type: 'Outdated'
  bookingIds: string[]
}

type Failure = Outdated | NoFreeDesk | InvalidInput | Refused

/**
 * Changes the plan and applies the choice for every booking that is no longer within open hours, in one transaction.
 *
 * The change runs under the exclusive lock of the plan. Earlier bookings are visible and need a choice; later ones follow the
 * new plan. Citizens wait for this lock, so slots are counted before it, and the number of statements under the lock does not
 * depend on the number of bookings.
 */
export async function applyPlanChange(
  app: App,
  staff: SignedInStaff,
  input: ApplyInput,
  now: Date,
): Promise<ApplyOutcome> {
  const slots = await inTransaction<SlotCounts | Failure>(app.db.pool, async (client) => {
    await lockPlanShared(client)
    const { found } = await assessLikePreview(client, staff, input, now)
    return countSlots(client, found, now)
  })
  const outcome =
    'type' in slots
      ? slots
      : await runCommand<AppliedPlanChange | Failure>(app, { messages: true }, async (client) => {
          await lockPlanExclusive(client)
          // The fingerprint proves that plan and affected bookings are those of the preview. Other bookings may have
          // been made since the slots were counted: the counts are for the history only.
          const { found, choices } = await assessLikePreview(client, staff, input, now)
          await lockBookings(client, found)
          await writePlan(client, found.writes)
          await client.query('DELETE FROM occupancy WHERE id = ANY($1)', [found.lostHolds])
          await moveAndCancel(app, client, staff, found, choices, now)
          const changeId = await record(client, staff, input.change, found, choices, slots, now)
          return { type: 'AppliedPlanChange', changeId }
        })

  if (outcome.type !== 'Outdated' && outcome.type !== 'NoFreeDesk') return outcome
  const bookingIds = outcome.type === 'Outdated' ? outcome.bookingIds : [outcome.move.booking.id]
  const preview = await previewPlanChange(app, staff, input.change, now)
  return preview.type === 'PlanPreview' ? { type: 'PlanOutdatedError', bookingIds, preview } : preview
}

/** @throws Rollback if the effect of the change differs from the preview, or if the choices are not possible */
async function assessLikePreview(
  client: pg.ClientBase,
  staff: SignedInStaff,
  input: ApplyInput,
  now: Date,
): Promise<{ found: Assessment; choices: Choices }> {
  const found = await assess(client, staff, input.change, now)
  if (found.fingerprint !== input.fingerprint)
    throw new Rollback<Outdated>({ type: 'Outdated', bookingIds: differing(found, input) })
  const choices = checkChoices(found.affected, input)
  if ('problems' in choices) throw new Rollback(invalid(choices.problems))
  return { found, choices }
}

/** Affected bookings without a choice, and bookings with a choice that are not affected. */
function differing({ affected }: Assessment, { choices }: ApplyInput): string[] {
  const present = new Set(affected.map(({ id }) => id))
  const chosen = new Set(choices.map(({ bookingId }) => bookingId))
  return [...present.symmetricDifference(chosen)]
}

/** Locks in the order of ids, like all commands, so that concurrent changes of the same bookings cause no deadlock. */
async function lockBookings(client: pg.ClientBase, { affected, healed }: Assessment): Promise<void> {
  const { rows } = await client.query<{ id: string; version: number }>(
    'SELECT id, version FROM booking WHERE id = ANY($1) ORDER BY id FOR UPDATE',
    [[...affected.map(({ id }) => id), ...healed]],
  )
  const versions = new Map(rows.map(({ id, version }) => [id, version]))
  const changed = affected.filter(({ id, version }) => versions.get(id) !== version).map(({ id }) => id)
  if (changed.length > 0) throw new Rollback<Outdated>({ type: 'Outdated', bookingIds: changed })
}

async function moveAndCancel(
  app: App,
  client: pg.ClientBase,
  staff: SignedInStaff,
  { affected, after }: Assessment,
  { cancelled, moved, reason }: Choices,
  now: Date,
): Promise<void> {
  const actor = `staff:${staff.id}` as const
  await writeCancellations(client, cancelled, { by: 'OFFICE', actor, reason }, now)
  if (moved.length === 0) return
  const bookings = new Map(affected.map((booking) => [booking.id, booking]))
  const moves = moved.map(({ bookingId, startsAt, deskId }) => {
    const booking = bookings.get(bookingId)!
    assertMovable(booking, startsAt, now)
    return { booking, startsAt, rule: officeRule(app, staff, deskId, now) }
  })
  // The new plan, not yet visible to other transactions, with its revision from the database.
  const { rows } = await client.query<{ revision: string }>('SELECT revision::text FROM plan_revision')
  const plan = { ...after, revision: rows[0]!.revision }
  await moveVisits(client, plan, moves, { actor, reason, reminderHours: app.config.reminderLeadHours }, now)
}

/** Records the change, so that it can be undone; flags bookings that stay in a closed time. */
async function record(
  client: pg.ClientBase,
  staff: SignedInStaff,
  { undo }: PlanChangeInput,
  { writes, deskIds, healed }: Assessment,
  { moved, cancelled, flagged }: Choices,
  { slotsLost, slotsGained }: SlotCounts,
  now: Date,
): Promise<string> {
  const actor = `staff:${staff.id}` as const
  const counts = [slotsLost, slotsGained, moved.length, cancelled.length, flagged.length]
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO plan_change (staff_id, desk_ids, writes, slots_lost, slots_gained, moved, cancelled, flagged, undoes, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
    [staff.id, deskIds, JSON.stringify(writes), ...counts, undo ?? null, now],
  )
  const { id } = rows[0]!
  await client.query(
    `UPDATE booking SET displaced_by = CASE WHEN id = ANY($1) THEN $3::uuid END, version = version + 1
      WHERE id = ANY($1) OR id = ANY($2)`,
    [flagged, healed, id],
  )
  await auditBookings(client, actor, 'booking.flagged', flagged)
  await auditBookings(client, actor, 'booking.unflagged', healed)
  await audit(client, actor, undo ? 'plan.undone' : 'plan.changed', { detail: { changeId: id } })
  return id
}
