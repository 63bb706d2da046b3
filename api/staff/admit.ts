import type { App } from '../app.ts'
import { audit } from '../audit/audit.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { openSession, type SessionOrigin } from '../identity/session.ts'

export interface SignedIn {
  type: 'StaffSession'
  staffId: string
  /** For the cookie. */
  secret: string
}

/** How somebody has shown who they are. */
export type Way = 'password' | 'passkey' | 'provider'

/**
 * Opens the door for somebody who has shown who they are. Null when they were shut out in between: the row decides, so
 * nobody slips in beside whoever disables them.
 */
export function admit(
  app: App,
  staffId: string,
  way: Way,
  origin: SessionOrigin,
  now: Date,
): Promise<SignedIn | null> {
  return inTransaction(app.db.pool, async (client) => {
    const { rowCount } = await client.query(
      'UPDATE staff SET last_signed_in_at = $2 WHERE id = $1 AND active',
      [staffId, now],
    )
    if (rowCount === 0) return null
    await audit(client, `staff:${staffId}`, 'staff.signed-in', { detail: { way } })
    const secret = await openSession(client, staffId, now, origin)
    return { type: 'StaffSession', staffId, secret }
  })
}

/**
 * Writes down that somebody was kept out. Of a stranger nothing is noted but that there was one: what they typed may be
 * a password in the wrong field.
 */
export async function turnAway(app: App, staffId: string | null, way: Way): Promise<void> {
  await audit(app.db.pool, 'system', 'staff.sign-in-failed', {
    detail: { way, ...(staffId && { staff: staffId }) },
  })
}
