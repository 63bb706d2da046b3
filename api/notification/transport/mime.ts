import type { SendMailOptions } from 'nodemailer'
import type { Mail } from '../mail.ts'

/**
 * A mail for nodemailer: text, HTML and calendar as alternatives, and the calendar also as attachment `termin.ics`, for
 * programs that show only attachments.
 */
export function asNodemailer(mail: Mail): SendMailOptions {
  const { from, to, replyTo, subject, text, html, calendar } = mail
  return {
    messageId: `<${mail.messageId}>`,
    date: mail.date,
    from,
    to,
    ...(replyTo && { replyTo }),
    // Explicit envelope, so that a display name can never become a recipient.
    envelope: { from: from.address, to: [to.address] },
    subject,
    text,
    html,
    ...(calendar && { icalEvent: { ...calendar, filename: 'termin.ics' } }),
    headers: {
      // RFC 3834: no automatic answers; the second header does the same for Exchange. Delivery reports stay allowed,
      // because a bounce is the only sign of a wrong address.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'DR, RN, NRN, OOF, AutoReply',
      'Content-Language': mail.locale,
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
