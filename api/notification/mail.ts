import type { Mailbox } from '../kernel/mailbox.ts'

/** iTIP method of a calendar object (RFC 5546). */
export type CalendarMethod = 'REQUEST' | 'CANCEL'

/** A mail with sender, recipient and content. */
export interface Mail {
  /** Without angle brackets; a repeated delivery has the same. */
  messageId: string
  from: Mailbox
  to: Mailbox
  /** Address for answers; null: `from`. */
  replyTo: Mailbox | null
  subject: string
  text: string
  html: string
  /** BCP 47 tag of the language of subject, text and HTML. */
  locale: string
  calendar: { method: CalendarMethod; content: string } | null
  date: Date
}

/** Sends mails. */
export interface MailTransport {
  /** Resolves when the server has accepted the mail; rejects with an error for `failureOf`. */
  send(mail: Mail, signal?: AbortSignal): Promise<void>
  /** Closes idle connections. */
  close(): void
}
