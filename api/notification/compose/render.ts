import type { Appointment } from './appointment.ts'
import type { CalendarMethod } from '../mail.ts'
import { calendarObject } from './calendar.ts'
import { compose } from './compose.ts'
import { toHtml } from './html.ts'
import type { AppointmentNews } from '../message.ts'
import { toPlainText } from './plain.ts'
import { textsFor } from './texts/index.ts'

/** A rendered message, without sender and recipient. */
export interface RenderedMessage {
  subject: string
  text: string
  html: string
  /** BCP 47 tag of the language that was used. */
  locale: string
  calendar: { method: CalendarMethod; content: string } | null
}

/** Renders a message about an appointment in the language of its booking. */
export function renderMessage(kind: AppointmentNews, appointment: Appointment): RenderedMessage {
  const { texts, locale } = textsFor(appointment.locale)
  const content = compose(kind, appointment, texts)
  const method = calendarMethod[kind]
  return {
    subject: content.subject,
    text: toPlainText(content),
    html: toHtml(content, locale, texts.direction, appointment.office.accent),
    locale,
    calendar: method && { method, content: calendarObject(appointment, method) },
  }
}

const calendarMethod: Record<AppointmentNews, CalendarMethod | null> = {
  CONFIRMED: 'REQUEST',
  MOVED: 'REQUEST',
  MOVED_BY_OFFICE: 'REQUEST',
  CANCELLED_BY_CITIZEN: 'CANCEL',
  CANCELLED_BY_OFFICE: 'CANCEL',
  // No calendar object: a repeated invitation would ask people to accept it again.
  REMINDER: null,
  LINK: null,
}
