import { createHash } from 'node:crypto'
import type { Slot } from '../availability/model.ts'
import type { Queryable } from '../kernel/db.ts'
import type { FieldProblem } from '../kernel/outcome.ts'

/** An idempotency key as the database knows it. */
export interface Key {
  key: Buffer
  inputHash: Buffer
}

/** What was answered before. Bookings are named, so that the answer can be told again whole. */
export type Answer = { type: 'booked'; bookingId: string } | { type: 'taken'; alternatives: Slot[] }

/** Whoever knows a key hears its answer again, so a key must be as hard to guess as the answer is private. */
const FORM = /^[\x21-\x7e]{16,200}$/

export const checkKey = (key: string | null | undefined): FieldProblem[] =>
  key == null || FORM.test(key) ? [] : [{ field: 'idempotencyKey', code: 'KEY_INVALID' }]

/**
 * The key of a request; undefined when the caller gave none.
 * @param scope operation, and the secret that it works on, if any: the same key elsewhere is another key
 * @param input everything that the answer depends on, as JSON
 */
export function keyOf(scope: string, key: string | null | undefined, input: unknown): Key | undefined {
  if (key == null) return undefined
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return { key: hash(`${scope}\n${key}`), inputHash: hash(JSON.stringify(input)) }
}

/**
 * Writes the answer in the transaction of what it tells. Waits for a twin that is in flight.
 * @returns false when the key was used before: then nothing may be done
 */
export async function claim(
  client: Queryable,
  key: Key | undefined,
  answer: Answer,
  now: Date,
): Promise<boolean> {
  if (!key) return true
  const { rowCount } = await client.query(
    `INSERT INTO idempotency_key (key, input_hash, answer, created_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING`,
    [key.key, key.inputHash, answer, now],
  )
  return rowCount === 1
}

/** The answer to a key that was used before; REUSED when it was used with another input, null when it is new. */
export async function recall(client: Queryable, key: Key | undefined): Promise<Answer | 'REUSED' | null> {
  if (!key) return null
  const { rows } = await client.query<{ input_hash: Buffer; answer: Answer }>(
    'SELECT input_hash, answer FROM idempotency_key WHERE key = $1',
    [key.key],
  )
  const row = rows[0]
  if (!row) return null
  return row.input_hash.equals(key.inputHash) ? row.answer : 'REUSED'
}
