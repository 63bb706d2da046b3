import type { SendMailOptions } from 'nodemailer'
import type { Mail } from '../mail.ts'

/**
 * A mail as nodemailer takes it: text, HTML and calendar as alternatives of one another, the calendar as
 * `termin.ics` beside them as well, for programs that know only attachments.
 */
export function asNodemailer(mail: Mail): SendMailOptions {
  const { from, to, replyTo, subject, text, html, calendar } = mail
  return {
    messageId: `<${mail.messageId}>`,
    date: new Date(mail.date.epochMilliseconds),
    from,
    to,
    ...(replyTo && { replyTo }),
    // Given, so that nothing in a display name can ever become a recipient.
    envelope: { from: from.address, to: [to.address] },
    subject,
    text,
    html,
    ...(calendar && { icalEvent: { ...calendar, filename: 'termin.ics' } }),
    headers: {
      // RFC 3834: out-of-office programs answer neither this nor, at Exchange, what the second header lists. Delivery
      // reports are not in that list: a bounce is the only way to learn of a wrong address.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'DR, RN, NRN, OOF, AutoReply',
      'Content-Language': mail.locale,
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
