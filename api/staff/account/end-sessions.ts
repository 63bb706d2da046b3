import type { App } from '../../app/app.ts'
import { audit } from '../../audit/audit.ts'
import { runCommand } from '../../app/command.ts'
import type { SignedInStaff } from '../../identity/session.ts'

/**
 * Ends sessions of the caller, and the streams that these read.
 * @param sessionId one session; null: all, the present one included
 * @returns the number of ended sessions
 */
export async function endSessions(app: App, staff: SignedInStaff, sessionId: string | null): Promise<number> {
  return runCommand(app, {}, async (client) => {
    const { rowCount } = await client.query(
      'DELETE FROM staff_session WHERE staff_id = $1 AND ($2::text IS NULL OR id::text = $2)',
      [staff.id, sessionId],
    )
    await audit(
      client,
      `staff:${staff.id}`,
      sessionId ? 'staff.session-ended' : 'staff.signed-out-everywhere',
    )
    return rowCount ?? 0
  })
}
