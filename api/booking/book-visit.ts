import { randomInt } from 'node:crypto'
import type { App } from '../app.ts'
import type { Actor } from '../audit/audit.ts'
import type { VisitItem } from '../availability/model.ts'
import type { BookingChannel } from '../generated/prisma/enums.ts'
import type { Key } from '../kernel/idempotency.ts'
import { tokenHash } from '../kernel/token.ts'
import type { Candidate } from './candidates.ts'
import type { Confirmation } from '../inputs/contact.ts'

/** A visit that a caller wants at a time; items checked. */
export interface Wish {
  items: readonly VisitItem[]
  startsAt: Date
  channel: BookingChannel
  locale: string
  /** For the audit. */
  actor: Actor
  /** Absent: the desk is only held for HOLD_MINUTES. */
  confirmation?: Confirmation
  key: Key | undefined
}

/** A booking before it is written. */
export interface Draft {
  wish: Wish
  id: string
  nonce: Buffer
  token: string
  endsAt: Date
}

/** UNAVAILABLE: no candidate is free; nothing was written. DUPLICATE_KEY: the idempotency key was used before. */
export interface BookedVisit {
  outcome: 'BOOKED' | 'UNAVAILABLE' | 'DUPLICATE_KEY'
  desk: string | null
  /** Of a hold: when its occupancy ends. */
  occupied_until: Date | null
}

/**
 * Takes the first candidate that is free and writes the booking with all that belongs to it: key, occupancy, items,
 * contact, messages, audit. One statement, one round trip.
 * @param plan revision of the plan that the candidates were computed from, when they come from memory; null: they were
 * read from the database
 */
export async function bookVisit(
  { db, config }: App,
  draft: Draft,
  candidates: readonly Candidate[],
  plan: string | null,
  now: Date,
): Promise<BookedVisit> {
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
    holdSeconds: config.holdMinutes * 60,
    reminderHours: config.reminderLeadHours,
    items: wish.items,
    contact: wish.confirmation?.contact,
    remark: wish.confirmation?.remark,
    key: wish.key?.key.toString('hex'),
    inputHash: wish.key?.inputHash.toString('hex'),
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
      // Another booking has this reference: the next attempt draws a new one.
      if ((error as { constraint?: string }).constraint !== 'booking_reference_key') throw error
    }
  }
}

/** Eight digits in two groups: short enough to be said on the telephone. */
function newReference(): string {
  const digits = String(randomInt(100_000_000)).padStart(8, '0')
  return `${digits.slice(0, 4)}-${digits.slice(4)}`
}
