import { createHash, randomBytes } from 'node:crypto'
import type { App } from '../app/app.ts'
import { runStatement } from '../app/command.ts'
import type { Queryable } from '../kernel/db.ts'
import { addMs } from '../kernel/instant.ts'

/** A member of staff with a valid session. Commands of staff require it as a parameter, as proof of authentication. */
export interface SignedInStaff {
  id: string
  name: string
  email: string
  roles: string[]
  /** Filter for queries on rows with a departmentId: the departments that this member of staff may work with. */
  mayWorkWith: { departmentId?: { in: string[] } }
  /** Whether this member of staff may work with a department. */
  mayWorkIn(departmentId: string): boolean
}

/** Lifetime of a session: a working day with overtime. */
const LIFETIME_MS = 12 * 3_600_000
/** A session without requests for so long expires. */
const IDLE_TIMEOUT_MS = 2 * 3_600_000
/** Shortest interval between two writes of lastSeenAt, so that not every request writes. */
const LAST_SEEN_INTERVAL_MS = 60_000

/** A valid session. */
export interface OwnSession {
  id: string
  staff: SignedInStaff
  /** The office requires a second factor and none is set up: until then only the set-up is allowed. */
  mustEnrol: boolean
  /** Signed in by the OpenID provider of the city. */
  byProvider: boolean
}

/** Origin of a session. */
export interface SessionOrigin {
  /** Browser and system, shown in the list of sessions. */
  device?: string | null
  /** Of a sign-in by the OpenID provider: its encrypted ID token, needed to end the session of the provider as well. */
  provider?: { idToken: Uint8Array }
}

/** Creates a session. Returns the secret for the cookie; the database stores only its hash. */
export async function openSession(
  db: Queryable,
  staffId: string,
  now: Date,
  { device = null, provider }: SessionOrigin = {},
): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  const expiresAt = addMs(now, LIFETIME_MS)
  await db.query(
    `INSERT INTO staff_session (token_hash, staff_id, device, created_at, last_seen_at, expires_at, by_provider, provider_id_token)
     VALUES ($1, $2, $3, $4, $4, $5, $6, $7)`,
    [hashOf(secret), staffId, device, now, expiresAt, provider !== undefined, provider?.idToken ?? null],
  )
  return secret
}

/** A session that was just ended. */
export interface ClosedSession {
  staffId: string
  /** Encrypted ID token, see SessionOrigin. */
  idToken: Uint8Array | null
}

/** Ends a session and its open streams; null when there is no such session. */
export async function closeSession(app: App, secret: string): Promise<ClosedSession | null> {
  const { rows } = await runStatement(
    app,
    (db) => db.query<ClosedSession>(CLOSE, [hashOf(secret)]),
    () => ({}),
  )
  return rows[0] ?? null
}

const CLOSE = `
  WITH ended AS (DELETE FROM staff_session WHERE token_hash = $1 RETURNING staff_id, provider_id_token),
       audited AS (INSERT INTO audit_entry (actor, action) SELECT 'staff:' || staff_id, 'staff.signed-out' FROM ended)
  SELECT staff_id AS "staffId", provider_id_token AS "idToken" FROM ended`

/**
 * The member of staff of a session cookie; null without a valid session, for a disabled account, or when a required
 * second factor is not set up.
 */
export async function staffOf(
  app: App,
  cookieHeader: string | null,
  now: Date,
): Promise<SignedInStaff | null> {
  const session = await sessionOf(app, cookieHeader, now)
  return session && !session.mustEnrol ? session.staff : null
}

/** The session of a request; records its use. Streams call sessionOf, so that an open page does not extend a session. */
export async function useSession(
  app: App,
  cookieHeader: string | null,
  now: Date,
): Promise<OwnSession | null> {
  const session = await sessionOf(app, cookieHeader, now)
  if (session)
    await app.db.prisma.staffSession.updateMany({
      where: { id: session.id, lastSeenAt: { lt: addMs(now, -LAST_SEEN_INTERVAL_MS) } },
      data: { lastSeenAt: now },
    })
  return session
}

/** Fields of a member of staff that show whether a second factor is set up; for `include`. */
export const SECOND_FACTORS = {
  authenticator: { select: { confirmedAt: true } },
  _count: { select: { passkeys: true } },
} as const

interface SecondFactors {
  authenticator: { confirmedAt: Date | null } | null
  _count: { passkeys: number }
}

/** Whether a required second factor is missing. A sign-in by the identity provider needs none, because the provider verifies its own. */
export const mustEnrol = (
  { config }: App,
  { byProvider }: { byProvider: boolean },
  { authenticator, _count }: SecondFactors,
): boolean =>
  config.secondFactor === 'required' && !byProvider && !authenticator?.confirmedAt && _count.passkeys === 0

/** Filter for sessions that have neither expired nor been idle for too long. */
export const validSession = (now: Date) => ({
  expiresAt: { gt: now },
  lastSeenAt: { gte: addMs(now, -IDLE_TIMEOUT_MS) },
})

/** The session of a cookie; null when there is no valid one. */
export async function sessionOf(
  app: App,
  cookieHeader: string | null,
  now: Date,
): Promise<OwnSession | null> {
  const secret = sessionSecret(app, cookieHeader)
  if (!secret) return null
  const session = await app.db.prisma.staffSession.findUnique({
    where: { tokenHash: hashOf(secret), staff: { active: true }, ...validSession(now) },
    include: { staff: { include: { departments: { select: { id: true } }, ...SECOND_FACTORS } } },
  })
  if (!session) return null
  const { id, name, email, roles, departments } = session.staff
  const isAdmin = roles.includes('admin')
  const own = departments.map((one) => one.id)
  return {
    id: session.id,
    staff: {
      id,
      name,
      email,
      roles,
      mayWorkWith: isAdmin ? {} : { departmentId: { in: own } },
      mayWorkIn: (departmentId) => isAdmin || own.includes(departmentId),
    },
    mustEnrol: mustEnrol(app, session, session.staff),
    byProvider: session.byProvider,
  }
}

/** The prefix `__Host-` binds the cookie to this host; browsers accept it only over TLS. */
const cookieName = (app: App): string =>
  app.config.publicUrl.startsWith('https:') ? '__Host-session' : 'session'

/** Secret of the session cookie; null when the header has none. */
export function sessionSecret(app: App, cookieHeader: string | null): string | null {
  const found = new RegExp(`(?:^|;\\s*)${cookieName(app)}=([A-Za-z0-9_-]{43})(?:;|$)`).exec(
    cookieHeader ?? '',
  )
  return found?.[1] ?? null
}

/** Set-Cookie header of a session. @param secret null removes the cookie */
export function sessionCookie(app: App, secret: string | null): string {
  const secure = app.config.publicUrl.startsWith('https:') ? '; Secure' : ''
  const maxAge = secret ? LIFETIME_MS / 1000 : 0
  return `${cookieName(app)}=${secret ?? ''}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secure}`
}

const hashOf = (secret: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash('sha256').update(secret).digest())
