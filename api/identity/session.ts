import { createHash, randomBytes } from 'node:crypto'
import type { App } from '../app.ts'
import { runStatement } from '../command.ts'
import type { Queryable } from '../kernel/db.ts'
import { addMs } from '../kernel/instant.ts'

/** A member of staff with a verified session: commands of the office require it as a proof. */
export interface SignedInStaff {
  id: string
  name: string
  email: string
  roles: string[]
  /** Which bookings, desks and whatever else has a department this person may work with, for a query. */
  mayWorkWith: { departmentId?: { in: string[] } }
  /** The same for a department at hand. */
  mayWorkIn(departmentId: string): boolean
}

/** A working day with overtime. */
const LASTS_MS = 12 * 3_600_000
/** Left alone for so long, a session is over. */
const IDLE_MS = 2 * 3_600_000
/** How often use is written down. */
const TOUCH_MS = 60_000

/** A session that is still good. */
export interface OwnSession {
  id: string
  staff: SignedInStaff
  /** This office asks for a second factor, and there is none yet: until then nothing else may be done. */
  mustEnrol: boolean
  /** The city's provider let them in. */
  byProvider: boolean
}

/** Where a session comes from. */
export interface SessionOrigin {
  /** Kind of browser and system, for its owner. */
  device?: string | null
  /** The city's provider let them in: its ID token, sealed, with which its own session can be ended. */
  provider?: { idToken: Uint8Array }
}

/** Opens a session and answers the cookie's secret; the database keeps only its hash. */
export async function openSession(
  db: Queryable,
  staffId: string,
  now: Date,
  { device = null, provider }: SessionOrigin = {},
): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  const expiresAt = addMs(now, LASTS_MS)
  await db.query(
    `INSERT INTO staff_session (token_hash, staff_id, device, created_at, last_seen_at, expires_at, by_provider, provider_id_token)
     VALUES ($1, $2, $3, $4, $4, $5, $6, $7)`,
    [hashOf(secret), staffId, device, now, expiresAt, provider !== undefined, provider?.idToken ?? null],
  )
  return secret
}

/** A session that has just ended. */
export interface ClosedSession {
  staffId: string
  /** See SessionOrigin. */
  idToken: Uint8Array | null
}

/** Ends a session, and every stream that it reads; null when there was none. */
export async function closeSession(app: App, secret: string): Promise<ClosedSession | null> {
  const { rows } = await runStatement(
    app,
    (db) => db.query<ClosedSession>(CLOSE, [hashOf(secret)]),
    () => ({}),
  )
  return rows[0] ?? null
}

const CLOSE = `
  WITH gone AS (DELETE FROM staff_session WHERE token_hash = $1 RETURNING staff_id, provider_id_token),
       noted AS (INSERT INTO audit_entry (actor, action) SELECT 'staff:' || staff_id, 'staff.signed-out' FROM gone)
  SELECT staff_id AS "staffId", provider_id_token AS "idToken" FROM gone`

/**
 * Who a cookie belongs to and may work; null when nobody, disabled, idle for too long, over, or without the second
 * factor that is asked for.
 */
export async function staffOf(
  app: App,
  cookieHeader: string | null,
  now: Date,
): Promise<SignedInStaff | null> {
  const session = await sessionOf(app, cookieHeader, now)
  return session && !session.mustEnrol ? session.staff : null
}

/** The session of a request, which counts as use: an open page that only listens does not keep one alive. */
export async function useSession(
  app: App,
  cookieHeader: string | null,
  now: Date,
): Promise<OwnSession | null> {
  const session = await sessionOf(app, cookieHeader, now)
  if (session)
    await app.db.prisma.staffSession.updateMany({
      where: { id: session.id, lastSeenAt: { lt: addMs(now, -TOUCH_MS) } },
      data: { lastSeenAt: now },
    })
  return session
}

/** Columns of a member of staff that show whether a second factor is set up. */
export const FACTORS = {
  authenticator: { select: { confirmedAt: true } },
  _count: { select: { passkeys: true } },
} as const

interface Factors {
  authenticator: { confirmedAt: Date | null } | null
  _count: { passkeys: number }
}

/** Whether the required second factor is missing. The identity provider has checked it for its own sign-ins. */
export const mustEnrol = (
  { config }: App,
  { byProvider }: { byProvider: boolean },
  { authenticator, _count }: Factors,
): boolean =>
  config.secondFactor === 'required' && !byProvider && !authenticator?.confirmedAt && _count.passkeys === 0

/** Which sessions are neither over nor idle for too long. */
export const stillGood = (now: Date) => ({
  expiresAt: { gt: now },
  lastSeenAt: { gte: addMs(now, -IDLE_MS) },
})

/** The session of a cookie; null when there is none, or it is over. */
export async function sessionOf(
  app: App,
  cookieHeader: string | null,
  now: Date,
): Promise<OwnSession | null> {
  const secret = sessionSecret(app, cookieHeader)
  if (!secret) return null
  const session = await app.db.prisma.staffSession.findUnique({
    where: { tokenHash: hashOf(secret), staff: { active: true }, ...stillGood(now) },
    include: { staff: { include: { departments: { select: { id: true } }, ...FACTORS } } },
  })
  if (!session) return null
  const { id, name, email, roles, departments } = session.staff
  const everywhere = roles.includes('admin')
  const own = departments.map((one) => one.id)
  return {
    id: session.id,
    staff: {
      id,
      name,
      email,
      roles,
      mayWorkWith: everywhere ? {} : { departmentId: { in: own } },
      mayWorkIn: (departmentId) => everywhere || own.includes(departmentId),
    },
    mustEnrol: mustEnrol(app, session, session.staff),
    byProvider: session.byProvider,
  }
}

/** `__Host-` binds the cookie to this host over TLS; browsers refuse it elsewhere, so a laptop gets a plain name. */
const cookieName = (app: App): string =>
  app.config.publicUrl.startsWith('https:') ? '__Host-session' : 'session'

export function sessionSecret(app: App, cookieHeader: string | null): string | null {
  const found = new RegExp(`(?:^|;\\s*)${cookieName(app)}=([A-Za-z0-9_-]{43})(?:;|$)`).exec(
    cookieHeader ?? '',
  )
  return found?.[1] ?? null
}

/** The Set-Cookie header of a session; without a secret it removes the cookie. */
export function sessionCookie(app: App, secret: string | null): string {
  const secure = app.config.publicUrl.startsWith('https:') ? '; Secure' : ''
  const lasts = secret ? LASTS_MS / 1000 : 0
  return `${cookieName(app)}=${secret ?? ''}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${lasts}${secure}`
}

const hashOf = (secret: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash('sha256').update(secret).digest())
