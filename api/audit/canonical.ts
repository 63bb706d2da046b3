import { createHash } from 'node:crypto'

/** An entry as read from the database, each field as text. */
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

/** The previous hash of the first entry. */
export const INITIAL_HASH: Buffer = Buffer.alloc(32)

/**
 * Hash of an entry in the chain: SHA-256 over the previous hash and the canonical form of the entry (netstrings). A
 * second implementation of audit_canonical() in prisma/functions, because the verifier must not depend on code of the
 * sealer.
 */
export function chainHash(previous: Uint8Array, entry: EntryText): Buffer {
  const { id, at, actor, action, bookingId, detail } = entry
  const canonical = [id, at, actor, action, bookingId, detail].map(netstring).join('')
  return createHash('sha256').update(previous).update(canonical).digest()
}

const netstring = (text: string | null): string =>
  text === null ? '-' : `${Buffer.byteLength(text)}:${text}`
