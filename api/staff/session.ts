import { createHash, randomBytes } from 'node:crypto'
import type { App } from '../app.ts'

/** A member of staff whose session was checked: the proof that commands of the office ask for. */
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

/** Opens a session and answers the cookie's secret; the database keeps only its hash. */
export async function openSession(app: App, staffId: string, now: Date): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  const expiresAt = new Date(now.getTime() + LASTS_MS)
  await app.db.prisma.staffSession.create({
    data: { tokenHash: hashOf(secret), staffId, createdAt: now, lastSeenAt: now, expiresAt },
  })
  return secret
}

export async function closeSession(app: App, secret: string): Promise<void> {
  await app.db.prisma.staffSession.deleteMany({ where: { tokenHash: hashOf(secret) } })
}

/** Who a request's cookie belongs to; null when nobody, disabled, idle for too long or over. */
export async function staffOf(
  app: App,
  cookieHeader: string | null,
  now: Date,
): Promise<SignedInStaff | null> {
  const secret = sessionSecret(app, cookieHeader)
  if (!secret) return null
  const session = await app.db.prisma.staffSession.findUnique({
    where: { tokenHash: hashOf(secret) },
    include: { staff: { include: { departments: { select: { id: true } } } } },
  })
  const idleSince = now.getTime() - (session?.lastSeenAt.getTime() ?? 0)
  if (!session?.staff.active || session.expiresAt <= now || idleSince > IDLE_MS) return null
  if (idleSince > TOUCH_MS)
    await app.db.prisma.staffSession.updateMany({
      where: { tokenHash: session.tokenHash },
      data: { lastSeenAt: now },
    })
  const { id, name, email, roles, departments } = session.staff
  const everywhere = roles.includes('admin')
  const own = departments.map((one) => one.id)
  return {
    id,
    name,
    email,
    roles,
    mayWorkWith: everywhere ? {} : { departmentId: { in: own } },
    mayWorkIn: (departmentId) => everywhere || own.includes(departmentId),
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
