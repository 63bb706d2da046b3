import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendarMethod,
  ICalEventClass,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator'
import { tzlib_get_ical_block } from 'timezones-ical-library'
import type { CalendarMethod } from '../mail.ts'
import type { Appointment } from './appointment.ts'
import { phoneOfCitizen, phoneOfOffice, placeLines } from './compose.ts'
import { amountInWords } from './money.ts'
import { textsFor } from './texts/index.ts'
import type { Texts } from './texts/texts.ts'
import { oneLine } from './sanitize.ts'

/**
 * The appointment as an iCalendar object (RFC 5545, RFC 5546): REQUEST puts it into the calendar or moves it there,
 * CANCEL removes it. The UID never changes and SEQUENCE increases, so that a calendar recognizes the appointment.
 * Ends with CRLF. It has no alarm, because calendars have their own defaults and we send a reminder.
 */
export function calendarObject(appointment: Appointment, method: CalendarMethod): string {
  const { texts } = textsFor(appointment.locale)
  const { contact, office } = appointment
  const cancelled = method === 'CANCEL'
  const calendar = ical({
    prodId: '//Terminklick//Termine//DE',
    method: ICalCalendarMethod[method],
    // With a zone name the library would print DTSTAMP as local time, but it must be UTC.
    timezone: { name: null, generator: zoneDefinition },
  })
  const event = calendar.createEvent({
    id: `${appointment.bookingId}@${new URL(office.publicUrl).hostname}`,
    sequence: appointment.sequence,
    // For a Date with a zone the library prints the server's local hours; it converts Temporal.Instant correctly.
    stamp: appointment.stampedAt.toTemporalInstant(),
    start: appointment.startsAt.toTemporalInstant(),
    end: appointment.endsAt.toTemporalInstant(),
    timezone: isAmbiguous(appointment) ? null : office.timeZone,
    summary: texts.calendar.summary[appointment.mode]({ office: office.name }),
    location: locationOf(appointment, texts),
    description: descriptionOf(appointment, texts, cancelled),
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: cancelled ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    // People with access to this calendar see "busy", not the service.
    class: ICalEventClass.PRIVATE,
    organizer: { name: office.from.name, email: office.from.address },
  })
  if (contact?.email) {
    event.createAttendee({
      name: oneLine(contact.name) || contact.email,
      email: contact.email,
      type: ICalAttendeeType.INDIVIDUAL,
      role: ICalAttendeeRole.REQ,
      status: ICalAttendeeStatus.ACCEPTED,
      rsvp: false,
    })
  }
  return `${calendar.toString()}\r\n`
}

/**
 * Whether start or end lie in the hour that occurs twice at the end of summer time. By RFC 5545, 3.3.5 a local time means
 * its first occurrence, but calendar programs differ, so such times are given in UTC.
 */
function isAmbiguous({ startsAt, endsAt, office }: Appointment): boolean {
  return [startsAt, endsAt].some((instant) => {
    const local = instant.toTemporalInstant().toZonedDateTimeISO(office.timeZone).toPlainDateTime()
    const [first, second] = (['earlier', 'later'] as const).map((disambiguation) =>
      local.toZonedDateTime(office.timeZone, { disambiguation }),
    )
    return first!.epochMilliseconds !== second!.epochMilliseconds
  })
}

function zoneDefinition(zone: string): string | null {
  return tzlib_get_ical_block(zone)[0] ?? null
}

function locationOf(appointment: Appointment, texts: Texts): string {
  const { place } = appointment
  if (place) return placeLines({ ...place, access: null, stepFree: null }, texts).join(', ')
  const phone = phoneOfCitizen(appointment)
  return phone === null ? texts.weCallYou : texts.calendar.telephone({ phone })
}

// Google Calendar cuts DESCRIPTION near 8192 characters, so whole paragraphs are omitted above this length.
const longestDescription = 7000

function descriptionOf(appointment: Appointment, texts: Texts, cancelled: boolean): string {
  const paragraphs = cancelled
    ? [texts.calendar.cancelled, reference(appointment, texts), contactLine(appointment, texts)]
    : [
        appointment.items.map(({ title, persons }) => texts.persons({ service: title, persons })).join('\n'),
        reference(appointment, texts),
        `${texts.changeLink}:\n${appointment.manageUrl}`,
        contactLine(appointment, texts),
        ...bringParagraphs(appointment, texts),
        ...feeParagraphs(appointment, texts),
        ...noteParagraphs(appointment, texts),
      ]
  let description = ''
  for (const paragraph of paragraphs) {
    if (description.length + paragraph.length > longestDescription) return description + texts.calendar.more
    description += `${paragraph}\n\n`
  }
  return description.trimEnd()
}

function reference(appointment: Appointment, texts: Texts): string {
  return `${texts.reference}: ${appointment.reference}`
}

function contactLine(appointment: Appointment, texts: Texts): string {
  return texts.help({ phone: phoneOfOffice(appointment) })
}

function bringParagraphs({ documents, mode }: Appointment, texts: Texts): string[] {
  const points = documents.map(({ title, requiredWhen }) =>
    requiredWhen === null ? `- ${title}` : `- ${title}\n  ${texts.onlyNeeded({ condition: requiredWhen })}`,
  )
  return points.length > 0 ? [[`${texts.bring[mode]}:`, ...points].join('\n')] : []
}

function feeParagraphs({ items }: Appointment, texts: Texts): string[] {
  const points = items.flatMap(({ fees }) =>
    fees.map((fee) => {
      const amount = amountInWords(fee, texts) ?? texts.amountUnknown
      const condition = fee.condition === null ? '' : `\n  ${fee.condition}`
      return `- ${texts.fee({ label: fee.label, amount })}${condition}`
    }),
  )
  return points.length > 0 ? [[`${texts.fees}:`, ...new Set(points)].join('\n')] : []
}

function noteParagraphs({ items }: Appointment, texts: Texts): string[] {
  const points = new Set(items.flatMap(({ notes }) => notes).map((note) => `- ${note}`))
  return points.size > 0 ? [[`${texts.notes}:`, ...points].join('\n')] : []
}
