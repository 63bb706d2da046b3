import type { Prisma } from '../../generated/prisma/client.ts'

/** Mails of a booking: what goes to devices by push is not among them. */
export const MAILS: Prisma.OutboxMessageWhereInput = { deviceId: null }

export const MAIL_STATES = ['WAITING', 'SENT', 'FAILED', 'NOT_NEEDED'] as const
export const MAIL_FAILURES = ['REFUSED', 'DEFERRED', 'UNREACHABLE', 'OTHER'] as const

interface MailRow {
  sentAt: Date | null
  failedAt: Date | null
  skippedAt: Date | null
  lastError: string | null
}

/** What became of a mail so far. */
export function mailState({ sentAt, failedAt, skippedAt }: MailRow): (typeof MAIL_STATES)[number] {
  if (sentAt) return 'SENT'
  if (failedAt) return 'FAILED'
  return skippedAt ? 'NOT_NEEDED' : 'WAITING'
}

/**
 * Why the last attempt failed, in four words, by the label that the worker keeps (see notification/send-failure.ts):
 * the mailbox or its server said no for good, or not now; no server was reached; something else.
 */
export function mailFailure({ lastError }: MailRow): (typeof MAIL_FAILURES)[number] | null {
  if (!lastError) return null
  if (/^5\d\d/.test(lastError) || /^E(ENVELOPE|MESSAGE)/.test(lastError)) return 'REFUSED'
  if (/^4\d\d/.test(lastError)) return 'DEFERRED'
  return /^E[A-Z]+/.test(lastError) ? 'UNREACHABLE' : 'OTHER'
}
