import type { Context } from '../core/context.ts'
import type { OwnSession, SignedInStaff } from '../../identity/session.ts'

const OPEN = 'A field that needs a member of staff must not be open to everybody: see matrix.ts'

/** Who is calling a field that the matrix opens to staff alone. */
export async function caller(context: Context): Promise<SignedInStaff> {
  const staff = await context.staff()
  if (!staff) throw new Error(OPEN)
  return staff
}

/** The session behind a field that the matrix opens to staff, also before they have their second factor. */
export async function callerSession(context: Context): Promise<OwnSession> {
  const session = await context.session()
  if (!session) throw new Error(OPEN)
  return session
}
