import type { Context } from '../core/context.ts'
import type { OwnSession, SignedInStaff } from '../../identity/session.ts'

const NOT_GUARDED = 'A resolver that needs a member of staff must declare a guarded access rule.'

/** The calling member of staff, in a resolver with a guarded access rule. */
export async function caller(context: Context): Promise<SignedInStaff> {
  const staff = await context.staff()
  if (!staff) throw new Error(NOT_GUARDED)
  return staff
}

/** The session of the caller, in a resolver with a guarded access rule; the second factor may still be missing. */
export async function callerSession(context: Context): Promise<OwnSession> {
  const session = await context.session()
  if (!session) throw new Error(NOT_GUARDED)
  return session
}
