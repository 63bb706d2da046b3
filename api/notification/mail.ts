import type { Mailbox } from '../kernel/mailbox.ts'

/** iTIP method of a calendar object (RFC 5546). */
export type CalendarMethod = 'REQUEST' | 'CANCEL'

/** A message in its envelope. */
export interface Mail {
  /** Without angle brackets; the same whenever this message is sent again. */
  messageId: string
  from: Mailbox
  to: Mailbox
  /** Where an answer goes, when not to `from`. */
  replyTo: Mailbox | null
  subject: string
  text: string
  html: string
  /** BCP 47 tag of the language of subject, text and HTML. */
  locale: string
  calendar: { method: CalendarMethod; content: string } | null
  date: Temporal.Instant
}

/** Where mails go. */
export interface MailTransport {
  /** Resolves when the other side has taken the mail; rejects with an error for `failureOf`. */
  send(mail: Mail, signal?: AbortSignal): Promise<void>
  /** Lets go of idle connections. */
  close(): void
}
