import type { Role } from '../kernel/roles.ts'
import type { OwnSession } from './session.ts'

/**
 * Access rule of a field.
 *
 * Checked before the resolver runs (guarded rules):
 * - `enrolling`: every member of staff, also before they have set up the second factor that this office requires.
 * - `signedIn`: every member of staff.
 * - a role: staff with this role. An admin has every role.
 *
 * Without a check of the session:
 * - `anyone`: public.
 * - `token`: the resolver verifies a secret in the arguments: manage token, mailed link, password, passkey, device.
 * - `own`: the answer contains only data of the caller: their own account (null without a session), or the booking that
 *   this call creates.
 * - `proven`: the object is reachable only through fields with one of the rules above except `anyone`. The build of the
 *   schema verifies this, see graphql/access/proof-paths.ts.
 *
 * The departments of a member of staff are data, not a rule: see `SignedInStaff.mayWorkWith`.
 */
export type Rule = RootRule | 'proven'

/** Access rule of a field of Query, Mutation or Subscription; excludes `proven`, because no other field leads to it. */
export type RootRule = 'anyone' | 'token' | 'own' | GuardedRule

/** Rules that are checked against the session. */
export type GuardedRule = 'enrolling' | 'signedIn' | Role

/** Not signed in, signed in without the required second factor, or without the role. */
export type Denial = 'UNAUTHENTICATED' | 'SECOND_FACTOR_MISSING' | 'FORBIDDEN'

const UNGUARDED: ReadonlySet<Rule> = new Set<Rule>(['anyone', 'token', 'own', 'proven'])

/** Whether a rule is checked against the session. */
export const isGuarded = (rule: Rule): rule is GuardedRule => !UNGUARDED.has(rule)

/** The reason why a rule denies access to a session; null when it grants access. */
export function denialOf(rule: Rule, session: Caller | null): Denial | null {
  if (!isGuarded(rule)) return null
  if (!session) return 'UNAUTHENTICATED'
  if (rule === 'enrolling') return null
  if (session.mustEnrol) return 'SECOND_FACTOR_MISSING'
  const { roles } = session.staff
  return rule === 'signedIn' || roles.includes('admin') || roles.includes(rule) ? null : 'FORBIDDEN'
}

type Caller = Pick<OwnSession, 'mustEnrol'> & { staff: Pick<OwnSession['staff'], 'roles'> }
