import { createHash, createHmac, randomBytes } from 'node:crypto'

/**
 * The secret of a link to a page on which somebody chooses a password: HMAC-SHA-256 over the nonce of its row under
 * SECRET_KEY, as base64url. Derived, as manage tokens are, because the mail that carries it is written later than the
 * row, and the database keeps only its hash.
 */
export const staffLinkToken = (secretKey: Uint8Array, nonce: Uint8Array): string =>
  createHmac('sha256', secretKey).update('staff link').update(nonce).digest('base64url')

/** SHA-256 of a token, which the database keeps in its place. */
export const staffLinkHash = (token: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash('sha256').update(token).digest())

/** For the row of a new link: enough bits that two never meet. */
export const newLinkNonce = (): Buffer => randomBytes(32)
