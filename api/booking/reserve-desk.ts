import { randomInt } from 'node:crypto'
import { dayOf } from '../availability/calendar.ts'
import type { VisitItem } from '../availability/model.ts'
import { visitOf } from '../availability/visit.ts'
import type { App } from '../app.ts'
import type { Actor } from '../audit/audit.ts'
import type { BookingChannel } from '../generated/prisma/enums.ts'
import { instantOf, minuteOf } from '../live/occupancies.ts'
import type { PlannedDay } from '../live/office-days.ts'
import { alternativesTo, candidatesAt, type Candidate, officeCandidatesAt } from './candidates.ts'
import { claim, type Key, recall } from './idempotency.ts'
import type { Confirmation } from './input.ts'
import { freeNear } from './on-behalf/free.ts'
import { refused, type Refused, type SlotTaken } from '../kernel/outcome.ts'
import { manageToken, newNonce, tokenHash } from '../kernel/token.ts'
import { retrying } from '../kernel/transaction.ts'

/** A visit that somebody wants at a time; items checked. */
export interface Wish {
  items: readonly VisitItem[]
  startsAt: Date
  channel: BookingChannel
  locale: string
  /** For the audit: `citizen` or `staff:<id>`. */
  actor: Actor
  /** The office books: it may take whatever is free at these desks. Absent: what citizens are offered. */
  office?: { mayUse(deskId: string): boolean }
  /** Absent: the desk is only held for HOLD_MINUTES. */
  confirmation?: Confirmation
  key: Key | undefined
}

export interface Taken {
  type: 'Taken'
  bookingId: string
  token: string
}

/** More rounds than desks: each round that fails means that somebody else took one of them. */
const MAX_ROUNDS = 50

/**
 * Takes a desk for a visit and writes the booking, in one statement.
 *
 * The first round asks memory which desks offer the start, and lets the database check that this is still
 * so. Only if that fails are the desks' days read from the database and decided anew; so a stale memory costs
 * a round trip, never a wrong answer.
 */
export async function reserveDesk(app: App, wish: Wish, now: Date): Promise<Taken | SlotTaken | Refused> {
  const { horizon, db } = app
  const visit = visitOf(wish.items, horizon.plan.services)
  const endsAt = instantOf(minuteOf(wish.startsAt) + visit.minutes)
  const day = dayOf(minuteOf(wish.startsAt), horizon.zone)
  const id = crypto.randomUUID()
  const nonce = newNonce()
  const token = manageToken(app.secretKey, id, nonce)

  const { office } = wish
  const candidatesIn = (officeDay: PlannedDay): Candidate[] =>
    office
      ? officeCandidatesAt(officeDay, visit, wish.startsAt, office.mayUse, id)
      : candidatesAt(officeDay, visit, wish.startsAt, now, id)
  const fresh = async () =>
    candidatesIn(
      await horizon.freshOfficeDay(db.pool, visit, day, now, { withReserved: office !== undefined }),
    )
  // Memory knows what citizens are offered, and no more.
  let plan: string | null = office ? null : horizon.plan.revision
  let candidates = office ? await fresh() : candidatesIn(horizon.officeDay(visit, day, now))
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (candidates.length > 0) {
      const { outcome, desk, made_at } = await bookVisit(
        app,
        { wish, id, nonce, token, endsAt },
        candidates,
        plan,
      )
      if (outcome === 'SEEN') return replay(app, wish.key)
      if (outcome === 'BOOKED') {
        const { from, to } = candidates.find((candidate) => candidate.desk === desk)!
        const expiresAt = wish.confirmation ? null : made_at.getTime() + app.config.holdMinutes * 60_000
        horizon.add({ deskId: desk!, from: minuteOf(from), to: minuteOf(to), expiresAt, bookingId: id })
        if (wish.confirmation) app.wakeWorker()
        return { type: 'Taken', bookingId: id, token }
      }
    } else if (plan === null) break
    candidates = await fresh()
    plan = null
  }
  const alternatives = office
    ? await freeNear(app, visit, wish.startsAt, office.mayUse, now)
    : await alternativesTo(horizon, visit, wish.startsAt, now)
  if (!(await claim(db.pool, wish.key, { type: 'taken', alternatives }))) return replay(app, wish.key)
  return { type: 'SlotTakenError', alternatives }
}

interface Draft {
  wish: Wish
  id: string
  nonce: Buffer
  token: string
  endsAt: Date
}

interface Booked {
  outcome: 'BOOKED' | 'TAKEN' | 'SEEN'
  desk: string | null
  made_at: Date
}

async function bookVisit(
  app: App,
  draft: Draft,
  candidates: Candidate[],
  plan: string | null,
): Promise<Booked> {
  const { wish, id, nonce, token, endsAt } = draft
  const row = {
    id,
    status: wish.confirmation ? 'CONFIRMED' : 'HELD',
    startsAt: wish.startsAt,
    endsAt,
    channel: wish.channel,
    locale: wish.locale,
    actor: wish.actor,
    tokenHash: tokenHash(token).toString('hex'),
    tokenNonce: nonce.toString('hex'),
    holdSeconds: app.config.holdMinutes * 60,
    reminderHours: app.config.reminderLeadHours,
    items: wish.items,
    contact: wish.confirmation?.contact,
    remark: wish.confirmation?.remark,
    key: wish.key?.key.toString('hex'),
    inputHash: wish.key?.inputHash.toString('hex'),
  }
  return retrying(async () => {
    for (;;) {
      try {
        const { rows } = await app.db.pool.query<Booked>({
          name: 'book_visit',
          text: 'SELECT outcome, desk, made_at FROM book_visit($1, $2, $3)',
          values: [JSON.stringify({ ...row, reference: newReference() }), JSON.stringify(candidates), plan],
        })
        return rows[0]!
      } catch (error) {
        if ((error as { constraint?: string }).constraint !== 'booking_reference_key') throw error
      }
    }
  })
}

/** Eight digits in two groups: short enough for the phone; taken ones are drawn again. */
function newReference(): string {
  const digits = String(randomInt(100_000_000)).padStart(8, '0')
  return `${digits.slice(0, 4)}-${digits.slice(4)}`
}

/** The answer that the key got before, told again. */
async function replay(app: App, key: Key | undefined): Promise<Taken | SlotTaken | Refused> {
  const answer = await recall(app.db.pool, key)
  // Gone in between: its booking was removed after its time; nothing is left to tell.
  if (answer === null) return refused('NOT_FOUND')
  if (answer === 'REUSED') return refused('KEY_REUSED')
  if (answer.type === 'taken') return { type: 'SlotTakenError', alternatives: answer.alternatives }
  const { bookingId } = answer
  const booking = await app.db.prisma.booking.findUnique({
    where: { id: bookingId },
    select: { tokenNonce: true },
  })
  if (!booking) return refused('NOT_FOUND')
  return { type: 'Taken', bookingId, token: manageToken(app.secretKey, bookingId, booking.tokenNonce) }
}
