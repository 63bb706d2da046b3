import type { Prisma } from '../../generated/prisma/client.ts'

/** Selects the mails of a booking, without push messages. */
export const MAILS: Prisma.OutboxMessageWhereInput = { deviceId: null }

export const MAIL_STATES = ['WAITING', 'SENT', 'FAILED', 'NOT_NEEDED'] as const
export const MAIL_FAILURES = ['REFUSED', 'DEFERRED', 'UNREACHABLE', 'OTHER'] as const

interface MailRow {
  sentAt: Date | null
  failedAt: Date | null
  skippedAt: Date | null
  lastError: string | null
}

/** The delivery state of a mail. */
export function mailState({ sentAt, failedAt, skippedAt }: MailRow): (typeof MAIL_STATES)[number] {
  if (sentAt) return 'SENT'
  if (failedAt) return 'FAILED'
  return skippedAt ? 'NOT_NEEDED' : 'WAITING'
}

/**
 * Why the last attempt failed, from the label that the worker stores (see notification/send-failure.ts): the server
 * refused permanently or temporarily; no server was reached; another failure.
 */
export function mailFailure({ lastError }: MailRow): (typeof MAIL_FAILURES)[number] | null {
  if (!lastError) return null
  if (/^5\d\d/.test(lastError) || /^E(ENVELOPE|MESSAGE)/.test(lastError)) return 'REFUSED'
  if (/^4\d\d/.test(lastError)) return 'DEFERRED'
  return /^E[A-Z]+/.test(lastError) ? 'UNREACHABLE' : 'OTHER'
}
