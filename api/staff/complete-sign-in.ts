import type { App } from '../app/app.ts'
import { audit } from '../audit/audit.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { openSession, type SessionOrigin } from '../identity/session.ts'

export interface SignedIn {
  type: 'StaffSession'
  staffId: string
  /** Value of the session cookie. */
  secret: string
}

/** How a member of staff authenticates. */
export type SignInMethod = 'password' | 'passkey' | 'provider'

/**
 * Creates a session after authentication. Null when the account was disabled in the meantime: the UPDATE of the same row
 * decides, so a session cannot be created beside a concurrent disabling.
 */
export function startSession(
  app: App,
  staffId: string,
  method: SignInMethod,
  origin: SessionOrigin,
  now: Date,
): Promise<SignedIn | null> {
  return inTransaction(app.db.pool, async (client) => {
    const { rowCount } = await client.query(
      'UPDATE staff SET last_signed_in_at = $2 WHERE id = $1 AND active',
      [staffId, now],
    )
    if (rowCount === 0) return null
    await audit(client, `staff:${staffId}`, 'staff.signed-in', { detail: { way: method } })
    const secret = await openSession(client, staffId, now, origin)
    return { type: 'StaffSession', staffId, secret }
  })
}

/**
 * Writes a failed sign-in to the audit. Without an account only the method is written: the typed name may be a password
 * in the wrong field.
 */
export async function recordFailedSignIn(
  app: App,
  staffId: string | null,
  method: SignInMethod,
): Promise<void> {
  await audit(app.db.pool, 'system', 'staff.sign-in-failed', {
    detail: { way: method, ...(staffId && { staff: staffId }) },
  })
}
