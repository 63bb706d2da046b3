import type { SignedInStaff } from '../staff/session.ts'

/** What somebody's work is; who has several may do what any of them may. */
export type Role = 'clerk' | 'planner' | 'editor' | 'admin'

/**
 * Who may ask for a field.
 *
 * - `anyone`: it is public.
 * - `proven`: the object that it belongs to is only reached past a proof (a manage token, a session, a field with a
 *   stricter rule), so the field asks no more.
 * - `signedIn`: every member of staff.
 * - a role: staff who have it. An admin has them all.
 *
 * Which departments somebody works for is no rule but data, see `SignedInStaff.mayWorkWith`.
 */
export type Rule = 'anyone' | 'proven' | 'signedIn' | Role

/** Not signed in, or signed in without the role. */
export type Denial = 'UNAUTHENTICATED' | 'FORBIDDEN'

/** Whether a rule asks who is calling. */
export const isGuarded = (rule: Rule): boolean => rule !== 'anyone' && rule !== 'proven'

/** Why a rule keeps somebody out; null lets them in. */
export function denialOf(rule: Rule, staff: Pick<SignedInStaff, 'roles'> | null): Denial | null {
  if (!isGuarded(rule)) return null
  if (!staff) return 'UNAUTHENTICATED'
  return rule === 'signedIn' || staff.roles.includes('admin') || staff.roles.includes(rule)
    ? null
    : 'FORBIDDEN'
}
