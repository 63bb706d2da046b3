import type { Database } from '../../kernel/db.ts'
import { loadAppointment } from '../compose/appointment.ts'
import type { Sender } from '../sender.ts'
import type { Channel } from '../channel.ts'
import { feedbackMail } from '../compose/feedback.ts'
import type { MailTransport } from '../mail.ts'
import { isStillRelevant } from '../outbox/is-still-relevant.ts'
import type { ClaimedMessage, ClaimedNews } from '../message.ts'
import { renderMessage } from '../compose/render.ts'
import { staffMail } from '../compose/staff.ts'
import { oneLine } from '../compose/sanitize.ts'

export interface MailChannelDeps {
  db: Database
  transport: MailTransport
  config: Sender
}

/** Sends messages as mails: to the booking's contact, to the office, or to staff. */
export function mailChannel({ db, transport, config }: MailChannelDeps): Channel {
  return {
    name: 'mail',
    async send(message, now, signal) {
      if (!(await isStillRelevant(db, message, now))) return false
      const mail = await mailFor(db, message, config, now)
      if (!mail) return false
      const messageId = `${message.id}@${new URL(config.publicUrl).hostname}`
      await transport.send({ ...mail, messageId, date: now }, signal)
      return true
    },
  }
}

function mailFor(db: Database, message: ClaimedMessage, config: Sender, now: Date) {
  switch (message.kind) {
    case 'FEEDBACK':
      return feedbackMail(db, message.feedbackId, config)
    case 'STAFF_INVITATION':
    case 'STAFF_PASSWORD':
      return staffMail(db, message, config, now)
    default:
      return appointmentMail(db, message, config)
  }
}

async function appointmentMail(db: Database, message: ClaimedNews, config: Sender) {
  const appointment = await loadAppointment(db, message.bookingId, config, { snapshot: message })
  if (!appointment?.contact?.email) return null
  return {
    ...renderMessage(message.kind, appointment),
    from: appointment.office.from,
    to: { name: oneLine(appointment.contact.name), address: appointment.contact.email },
    replyTo: null,
  }
}
