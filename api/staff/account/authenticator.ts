import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'

/** Setup data of an authenticator app. */
export interface Setup {
  /** Base32, for typing. */
  secret: string
  /** otpauth://…, for a QR code. */
  uri: string
}

// RFC 6238 with the parameters that every app supports: SHA-1, six digits, 30 seconds.
const PERIOD_SECONDS = 30
/** Tolerance for clocks of telephones: one period before and one after (RFC 6238, 5.2). */
const WINDOW = 1
/** RFC 4226, 4: at least 128 bits, better 160. */
const SECRET_BYTES = 20

export const newSecret = (): Buffer => randomBytes(SECRET_BYTES)

/** @param issuer name of the office in the app; @param label account in the app */
export function setupOf(secret: Uint8Array, issuer: string, label: string): Setup {
  const totp = totpOf(secret, issuer, label)
  return { secret: totp.secret.base32, uri: totp.toString() }
}

/** The time step (since 1970) of a valid one-time password; null when it is not valid at `now`. */
export function stepOf(secret: Uint8Array, password: string, now: Date): number | null {
  const timestamp = now.getTime()
  const delta = totpOf(secret).validate({ token: password, timestamp, window: WINDOW })
  return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta
}

function totpOf(secret: Uint8Array, issuer = '', label = ''): TOTP {
  const buffer = Uint8Array.from(secret).buffer
  return new TOTP({ issuer, label, secret: new Secret({ buffer }), period: PERIOD_SECONDS })
}
