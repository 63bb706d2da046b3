import { createHash, createHmac, randomBytes } from 'node:crypto'

/**
 * The secret that opens one booking: HMAC-SHA-256 over its id and the nonce of its row under the instance's
 * SECRET_KEY, as base64url (43 characters, safe in one segment of a path). Derived instead of stored, because a
 * reminder must contain it again while the database keeps only its hash. A new nonce invalidates all old links.
 */
export function manageToken(secretKey: Uint8Array, bookingId: string, nonce: Uint8Array): string {
  // The id has a fixed length, so different pairs of id and nonce cannot give the same input.
  return createHmac('sha256', secretKey).update(bookingId.toLowerCase()).update(nonce).digest('base64url')
}

/** SHA-256 of a token, as the database stores it. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** A fresh nonce for the row of a new booking. */
export const newNonce = (): Buffer => randomBytes(16)
