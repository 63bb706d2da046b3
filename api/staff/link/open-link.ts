import type { App } from '../../app/app.ts'
import { staffLinkHash } from '../../identity/link-token.ts'

/** The account that a link belongs to. */
export interface OpenLink {
  staffId: string
  name: string
  email: string
  invites: boolean
  expiresAt: Date
}

/** Looks up a link by its token; null if it is wrong, used or expired. Changes nothing, because mail scanners open links. */
export async function openLink({ db }: App, token: string, now: Date): Promise<OpenLink | null> {
  const link = await db.prisma.staffLink.findUnique({
    where: { tokenHash: staffLinkHash(token), expiresAt: { gt: now }, staff: { active: true } },
    include: { staff: { select: { name: true, email: true } } },
  })
  return link && { ...link.staff, staffId: link.staffId, invites: link.invites, expiresAt: link.expiresAt }
}
