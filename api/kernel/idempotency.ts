import { createHash } from 'node:crypto'
import type { Slot } from '../availability/model.ts'
import type { Queryable } from './db.ts'
import { type Refused, refused, type SlotTaken } from './outcome.ts'

/** An idempotency key as the database stores it. */
export interface Key {
  key: Buffer
  inputHash: Buffer
}

/** A stored result. A booking is stored by its id, so the repeated answer shows its present state. */
export type Answer = { type: 'booked'; bookingId: string } | { type: 'taken'; alternatives: Slot[] }

/** A request that may be repeated with the same idempotency key. */
export interface Repeatable<T> {
  /** Undefined: no key, so each request is a new one. */
  key: Key | undefined
  /** Returns the result of the first request if that has succeeded. */
  repeat(bookingId: string): T | Promise<T>
}

/**
 * The key of a request; undefined if the caller sent none.
 * @param scope the operation, and its secret if it has one: the same text in another scope is another key
 * @param input all data that determine the answer
 */
export function keyOf(scope: string, key: string | null | undefined, input: unknown): Key | undefined {
  if (key == null) return undefined
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return { key: hash(`${scope}\n${key}`), inputHash: hash(JSON.stringify(input)) }
}

/**
 * Stores the result in the same transaction; blocks while a request with the same key is running.
 * @returns false if the key was used before: then the caller must not do anything
 */
export async function claim(
  db: Queryable,
  key: Key | undefined,
  answer: Answer,
  now: Date,
): Promise<boolean> {
  if (!key) return true
  const { rowCount } = await db.query(
    `INSERT INTO idempotency_key (key, input_hash, answer, created_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING`,
    [key.key, key.inputHash, answer, now],
  )
  return rowCount === 1
}

/** Returns the stored answer to a request whose key was used before. */
export async function replay<T>(
  db: Queryable,
  { key, repeat }: Repeatable<T>,
): Promise<T | SlotTaken | Refused> {
  const { rows } = await db.query<{ input_hash: Buffer; answer: Answer }>(
    'SELECT input_hash, answer FROM idempotency_key WHERE key = $1',
    [key?.key],
  )
  // Retention has deleted the key in the meantime.
  if (!key || !rows[0]) return refused('NOT_FOUND')
  const { input_hash: inputHash, answer } = rows[0]
  if (!inputHash.equals(key.inputHash)) return refused('KEY_REUSED')
  return answer.type === 'taken'
    ? { type: 'SlotTakenError', alternatives: answer.alternatives }
    : repeat(answer.bookingId)
}

/** Answers SLOT_TAKEN and stores the answer; if a concurrent request with the same key was faster, its answer counts. */
export async function answerSlotTaken<T>(
  db: Queryable,
  repeatable: Repeatable<T>,
  alternatives: Slot[],
  now: Date,
): Promise<T | SlotTaken | Refused> {
  const isFirst = await claim(db, repeatable.key, { type: 'taken', alternatives }, now)
  return isFirst ? { type: 'SlotTakenError', alternatives } : replay(db, repeatable)
}
