import { randomInt } from 'node:crypto'
import type { App } from '../app/app.ts'
import type { Actor } from '../audit/audit.ts'
import type { VisitItem } from '../availability/model.ts'
import type { BookingChannel } from '../generated/prisma/enums.ts'
import type { Key } from '../kernel/idempotency.ts'
import { tokenHash } from '../kernel/token.ts'
import type { Candidate } from './candidates.ts'
import type { Confirmation } from '../inputs/contact.ts'

/** A request for a visit at a start, with valid items. */
export interface VisitRequest {
  items: readonly VisitItem[]
  startsAt: Date
  channel: BookingChannel
  locale: string
  /** For the audit. */
  actor: Actor
  /** Absent: a hold for HOLD_MINUTES. */
  confirmation?: Confirmation
  key: Key | undefined
}

/** A booking before it is written. */
export interface Draft {
  request: VisitRequest
  id: string
  nonce: Buffer
  token: string
  endsAt: Date
}

/** Result of the database function book_visit. */
export interface BookedVisit {
  /** UNAVAILABLE: no candidate is free; nothing was written. DUPLICATE_KEY: the idempotency key was used before. */
  outcome: 'BOOKED' | 'UNAVAILABLE' | 'DUPLICATE_KEY'
  desk: string | null
  /** End of the occupancy of a hold; null: a booking. */
  occupied_until: Date | null
}

/**
 * Takes the first free candidate and writes the booking with its key, occupancy, items, contact, messages and audit entry,
 * in one statement.
 * @param plan revision of the cached plan from which the candidates were computed; null: they were read from the database
 */
export async function bookVisit(
  { db, config }: App,
  draft: Draft,
  candidates: readonly Candidate[],
  plan: string | null,
  now: Date,
): Promise<BookedVisit> {
  const { request, id, nonce, token, endsAt } = draft
  const row = {
    id,
    status: request.confirmation ? 'CONFIRMED' : 'HELD',
    startsAt: request.startsAt,
    endsAt,
    channel: request.channel,
    locale: request.locale,
    actor: request.actor,
    tokenHash: tokenHash(token).toString('hex'),
    tokenNonce: nonce.toString('hex'),
    holdSeconds: config.holdMinutes * 60,
    reminderHours: config.reminderLeadHours,
    items: request.items,
    contact: request.confirmation?.contact,
    remark: request.confirmation?.remark,
    key: request.key?.key.toString('hex'),
    inputHash: request.key?.inputHash.toString('hex'),
  }
  for (;;) {
    try {
      const { rows } = await db.pool.query<BookedVisit>({
        name: 'book_visit',
        text: 'SELECT outcome, desk, occupied_until FROM book_visit($1, $2, $3, $4)',
        values: [
          JSON.stringify({ ...row, reference: newReference() }),
          JSON.stringify(candidates),
          plan,
          now,
        ],
      })
      return rows[0]!
    } catch (error) {
      // Another booking has this reference; the next attempt uses a new one.
      if ((error as { constraint?: string }).constraint !== 'booking_reference_key') throw error
    }
  }
}

/** Eight digits in two groups, which are easy to say on the telephone. */
function newReference(): string {
  const digits = String(randomInt(100_000_000)).padStart(8, '0')
  return `${digits.slice(0, 4)}-${digits.slice(4)}`
}
