import type { Database } from '../../kernel/db.ts'
import { loadAppointment } from '../compose/appointment.ts'
import type { Sender } from '../sender.ts'
import type { Channel } from '../channel.ts'
import { feedbackMail } from '../compose/feedback.ts'
import type { MailTransport } from '../mail.ts'
import { isNeeded } from '../outbox/needed.ts'
import type { ClaimedMessage, ClaimedNews } from '../message.ts'
import { renderMessage } from '../compose/render.ts'
import { staffMail } from '../compose/staff.ts'
import { oneLine } from '../compose/untrusted.ts'

export interface MailChannelDeps {
  db: Database
  transport: MailTransport
  config: Sender
}

/** Messages as mails: to the address of the booking's contact, or to the office. */
export function mailChannel({ db, transport, config }: MailChannelDeps): Channel {
  return {
    name: 'mail',
    async send(message, now, signal) {
      if (!(await isNeeded(db, message, now))) return false
      const letter = await letterOf(db, message, config, now)
      if (!letter) return false
      const messageId = `${message.id}@${new URL(config.publicUrl).hostname}`
      await transport.send({ ...letter, messageId, date: now }, signal)
      return true
    },
  }
}

function letterOf(db: Database, message: ClaimedMessage, config: Sender, now: Temporal.Instant) {
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
