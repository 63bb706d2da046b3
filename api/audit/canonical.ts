import { createHash } from 'node:crypto'

/** An entry as the database says it, each field as text. */
export interface EntryText {
  id: string
  /** Milliseconds since 1970. */
  at: string
  actor: string
  action: string
  bookingId: string | null
  /** As PostgreSQL prints jsonb. */
  detail: string | null
}

/** Before the first entry. */
export const NO_HASH: Buffer = Buffer.alloc(32)

/**
 * The hash of an entry after the one before it: SHA-256 over that hash and the entry as netstrings. The same as in
 * audit_canonical() in prisma/functions, written a second time on purpose: the verifier must not trust the sealer.
 */
export function chained(previous: Uint8Array, entry: EntryText): Buffer {
  const { id, at, actor, action, bookingId, detail } = entry
  const canonical = [id, at, actor, action, bookingId, detail].map(netstring).join('')
  return createHash('sha256').update(previous).update(canonical).digest()
}

const netstring = (text: string | null): string =>
  text === null ? '-' : `${Buffer.byteLength(text)}:${text}`
