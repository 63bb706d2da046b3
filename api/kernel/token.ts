import { createHash, createHmac, randomBytes } from 'node:crypto'

/**
 * The secret that opens one booking: HMAC-SHA-256 over its id and the nonce of its row under the instance's
 * SECRET_KEY, as base64url (43 characters, safe in one segment of a path). Derived instead of stored, because a
 * reminder must carry it again while the database keeps only its hash; a new nonce makes all old links void.
 */
export function manageToken(secretKey: Uint8Array, bookingId: string, nonce: Uint8Array): string {
  // The id is a UUID of fixed length, so id and nonce can't be shifted against each other.
  return createHmac('sha256', secretKey).update(bookingId.toLowerCase()).update(nonce).digest('base64url')
}

/** What the database keeps of a token: its SHA-256. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** A fresh nonce for the row of a new booking. */
export const newNonce = (): Buffer => randomBytes(16)
