import type { App } from '../app/app.ts'
import type { Booking } from '../generated/prisma/client.ts'
import { tokenHash } from '../kernel/token.ts'

declare const proof: unique symbol

/**
 * A booking with the proof that the caller presented its manage token. Commands of citizens accept only this type, so
 * they cannot be called without the proof.
 */
export interface ManagedBooking {
  readonly [proof]: true
  readonly id: string
  readonly mode: Booking['mode']
  /** Part of the scope of idempotency keys. */
  readonly tokenHash: string
}

/** 32 bytes as base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/

/** The booking of a manage token; null for every invalid token, whatever the reason. */
export async function openBooking(app: App, token: string): Promise<ManagedBooking | null> {
  if (!TOKEN.test(token)) return null
  const hash = tokenHash(token)
  const found = await app.db.prisma.booking.findUnique({
    where: { tokenHash: new Uint8Array(hash) },
    select: { id: true, mode: true },
  })
  return found && ({ ...found, tokenHash: hash.toString('hex') } as unknown as ManagedBooking)
}
