import { dayOf } from '../availability/calendar.ts'
import { visitOf } from '../availability/visit.ts'
import type { App } from '../app/app.ts'
import { runStatement } from '../app/command.ts'
import { answerSlotTaken, type Repeatable, replay } from '../kernel/idempotency.ts'
import { type Refused, refused, type SlotTaken } from '../kernel/outcome.ts'
import { manageToken, newNonce } from '../kernel/token.ts'
import { instantOf, minuteOf } from '../kernel/instant.ts'
import { type DeskOccupied } from '../live/occupancies.ts'
import { type BookedVisit, bookVisit, type VisitRequest } from './book-visit.ts'
import type { Candidate } from './candidates.ts'
import { alternativesTo, type BookingRule } from './rule.ts'

/** A new booking or hold, with its manage token. */
export interface Reserved {
  type: 'Reserved'
  bookingId: string
  token: string
}

/** More than the number of desks: in each failed round another caller has taken one of them. */
const MAX_ROUNDS = 50

/**
 * Takes a desk for a visit and writes the booking, in one statement.
 *
 * The first round uses the candidates of the cache, and the database checks that they are still free. Only if that fails,
 * the free time is read from the database. So an outdated cache costs a round trip, but never gives a wrong result.
 * @param rule determines the allowed desks: `citizenRule` or `officeRule`
 */
export async function reserveDesk(
  app: App,
  request: VisitRequest,
  rule: BookingRule,
  now: Date,
): Promise<Reserved | SlotTaken | Refused> {
  const { availability, db } = app
  const visit = visitOf(request.items, availability.plan.services)
  const { startsAt, confirmation } = request
  const endsAt = instantOf(minuteOf(startsAt) + visit.minutes)
  const day = dayOf(minuteOf(startsAt), rule.zone)
  const id = crypto.randomUUID()
  const nonce = newNonce()
  const token = manageToken(app.secretKey, id, nonce)
  const draft = { request, id, nonce, token, endsAt }

  const { withReserved } = rule
  const fresh = async () =>
    rule.candidates(
      await availability.freshOfficeDay(db.pool, visit, day, now, { withReserved }),
      visit,
      startsAt,
      { id },
    )
  const cached = rule.cachedDay(visit, day)
  // For candidates from the cache the database compares the plan's revision and the free run.
  let revision = cached ? cached.plan.revision : null
  let candidates = cached ? rule.candidates(cached, visit, startsAt, { id }) : await fresh()
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (candidates.length > 0) {
      const { outcome } = await runStatement(
        app,
        () => bookVisit(app, draft, candidates, revision, now),
        (booked) =>
          booked.outcome === 'BOOKED'
            ? { messages: confirmation !== undefined, occupied: occupiedBy(booked, candidates, id) }
            : null,
      )
      if (outcome === 'DUPLICATE_KEY') return replay(db.pool, repeatableOf(app, request))
      if (outcome === 'BOOKED') return { type: 'Reserved', bookingId: id, token }
    } else if (revision === null) break
    candidates = await fresh()
    revision = null
  }
  const alternatives = await alternativesTo(rule, visit, startsAt, now)
  return answerSlotTaken(db.pool, repeatableOf(app, request), alternatives, now)
}

function occupiedBy(
  { desk, occupied_until: until }: BookedVisit,
  candidates: readonly Candidate[],
  bookingId: string,
): DeskOccupied {
  const { from, to } = candidates.find((candidate) => candidate.desk === desk)!
  const expiresAt = until?.getTime() ?? null
  return { deskId: desk!, from: minuteOf(from), to: minuteOf(to), expiresAt, bookingId }
}

/** A repeated request gets the same token, which is derived from the booking's nonce. */
const repeatableOf = ({ db, secretKey }: App, { key }: VisitRequest): Repeatable<Reserved | Refused> => ({
  key,
  async repeat(bookingId) {
    const booking = await db.prisma.booking.findUnique({
      where: { id: bookingId },
      select: { tokenNonce: true },
    })
    // Retention has deleted the booking in the meantime.
    if (!booking) return refused('NOT_FOUND')
    return { type: 'Reserved', bookingId, token: manageToken(secretKey, bookingId, booking.tokenNonce) }
  },
})
