import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'

/** What an app needs to make one-time passwords. */
export interface Setup {
  /** Base32, for typing. */
  secret: string
  /** otpauth://…, for a QR code. */
  uri: string
}

// RFC 6238 with what every app understands: SHA-1, six digits, 30 seconds.
const PERIOD_SECONDS = 30
/** Clocks of telephones go wrong: one period before and one after count as well (RFC 6238, 5.2). */
const WINDOW = 1
/** RFC 4226, 4: at least 128 bits, better 160. */
const SECRET_BYTES = 20

export const newSecret = (): Buffer => randomBytes(SECRET_BYTES)

/** @param issuer who asks for the password, as the app shows it; @param label whose it is */
export function setupOf(secret: Uint8Array, issuer: string, label: string): Setup {
  const totp = totpOf(secret, issuer, label)
  return { secret: totp.secret.base32, uri: totp.toString() }
}

/** The period that a one-time password belongs to, counted from 1970; null when it is wrong at this time. */
export function stepOf(secret: Uint8Array, password: string, now: Date): number | null {
  const timestamp = now.getTime()
  const delta = totpOf(secret).validate({ token: password, timestamp, window: WINDOW })
  return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta
}

function totpOf(secret: Uint8Array, issuer = '', label = ''): TOTP {
  const buffer = Uint8Array.from(secret).buffer
  return new TOTP({ issuer, label, secret: new Secret({ buffer }), period: PERIOD_SECONDS })
}

const IV_BYTES = 12
const TAG_BYTES = 16

/** Seals a secret for the database: AES-256-GCM under a key of the instance, bound to its owner. */
export function seal(secretKey: Uint8Array, staffId: string, secret: Uint8Array): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secretKey), iv).setAAD(Buffer.from(staffId))
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()])
  return Uint8Array.from(Buffer.concat([iv, cipher.getAuthTag(), sealed]))
}

/** Null when it was sealed for somebody else, or under another SECRET_KEY. */
export function unseal(secretKey: Uint8Array, staffId: string, sealed: Uint8Array): Buffer | null {
  const iv = sealed.subarray(0, IV_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secretKey), iv, { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(staffId)).setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()])
  } catch {
    return null
  }
}

const keyOf = (secretKey: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secretKey, '', 'terminklick authenticator secrets', 32))
