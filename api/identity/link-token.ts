import { createHash, createHmac, randomBytes } from 'node:crypto'

/**
 * Token of a link to the page on which a member of staff chooses a password: HMAC-SHA-256 over the nonce of its row
 * under SECRET_KEY, as base64url. Derived, like manage tokens, because the mail is written later than the row and the
 * database stores only a hash of the token.
 */
export const staffLinkToken = (secretKey: Uint8Array, nonce: Uint8Array): string =>
  createHmac('sha256', secretKey).update('staff link').update(nonce).digest('base64url')

/** SHA-256 of a token, as stored in the database. */
export const staffLinkHash = (token: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash('sha256').update(token).digest())

/** Nonce for the row of a new link: 256 bits, so collisions are practically impossible. */
export const newLinkNonce = (): Buffer => randomBytes(32)
