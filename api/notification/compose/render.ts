import type { Appointment } from './appointment.ts'
import type { CalendarMethod } from '../mail.ts'
import { calendarObject } from './calendar.ts'
import { compose } from './compose.ts'
import { toHtml } from './html.ts'
import type { AppointmentNews } from '../message.ts'
import { toPlainText } from './plain.ts'
import { textsFor } from './texts/index.ts'

/** A message ready to be put into an envelope. */
export interface RenderedMessage {
  subject: string
  text: string
  html: string
  /** BCP 47 tag of the language it is really written in. */
  locale: string
  calendar: { method: CalendarMethod; content: string } | null
}

/** A message about an appointment, in the language of its booking. */
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
  // The entry is in the calendar already; the same invitation again would ask people to accept it once more.
  REMINDER: null,
  LINK: null,
}
