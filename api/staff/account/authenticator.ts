import { randomBytes } from 'node:crypto'
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
