import type { Role } from '../kernel/config.ts'
import type { OwnSession } from './session.ts'

/**
 * Who may ask for a field.
 *
 * - `anyone`: it is public.
 * - `proven`: the object that it belongs to is only reached past a proof (a manage token, a session, a field with a
 *   stricter rule), so the field asks no more.
 * - `enrolling`: every member of staff, also before they have the second factor that this office asks for.
 * - `signedIn`: every member of staff.
 * - a role: staff who have it. An admin has them all.
 *
 * Which departments somebody works for is no rule but data, see `SignedInStaff.mayWorkWith`.
 */
export type Rule = 'anyone' | 'proven' | 'enrolling' | 'signedIn' | Role

/** Not signed in, signed in without the second factor that is asked for, or without the role. */
export type Denial = 'UNAUTHENTICATED' | 'SECOND_FACTOR_MISSING' | 'FORBIDDEN'

/** Whether a rule asks who is calling. */
export const isGuarded = (rule: Rule): boolean => rule !== 'anyone' && rule !== 'proven'

/** Why a rule keeps somebody out; null lets them in. */
export function denialOf(rule: Rule, session: Caller | null): Denial | null {
  if (!isGuarded(rule)) return null
  if (!session) return 'UNAUTHENTICATED'
  if (rule === 'enrolling') return null
  if (session.mustEnrol) return 'SECOND_FACTOR_MISSING'
  const { roles } = session.staff
  return rule === 'signedIn' || roles.includes('admin') || roles.includes(rule) ? null : 'FORBIDDEN'
}

type Caller = Pick<OwnSession, 'mustEnrol'> & { staff: Pick<OwnSession['staff'], 'roles'> }
