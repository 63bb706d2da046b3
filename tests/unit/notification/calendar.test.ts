import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import type { Appointment } from '../../../api/notification/compose/appointment.ts'
import { calendarObject } from '../../../api/notification/compose/calendar.ts'
import type { CalendarMethod } from '../../../api/notification/mail.ts'
import { byTelephone, nasty, onSite } from './appointments.ts'

function parse(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  const events = calendar.getAllSubcomponents('vevent')
  const component = events[0]
  if (!component) throw new Error('no event')
  // Instants are computed by the VTIMEZONE of the object, so that a wrong definition fails the test.
  const definition = calendar.getFirstSubcomponent('vtimezone')
  const instantOf = (property: string) => {
    const time = component.getFirstPropertyValue(property) as ICAL.Time
    if (component.getFirstProperty(property)?.getFirstParameter('tzid'))
      time.zone = new ICAL.Timezone(definition!)
    return Temporal.Instant.fromEpochMilliseconds(time.toJSDate().getTime()).toString()
  }
  return {
    calendar,
    events,
    component,
    method: calendar.getFirstPropertyValue('method'),
    value: (property: string) => component.getFirstPropertyValue(property),
    parameter: (property: string, name: string) =>
      component.getFirstProperty(property)?.getFirstParameter(name),
    instantOf,
  }
}

const parsed = (appointment: Appointment, method: CalendarMethod = 'REQUEST') =>
  parse(calendarObject(appointment, method))

describe('the calendar object', () => {
  it('contains the appointment, its organizer and its attendee', () => {
    const { events, method, value, parameter } = parsed(onSite())
    expect(events).toHaveLength(1)
    expect(method).toBe('REQUEST')
    expect(value('uid')).toBe('0198c0de-0000-7000-8000-000000000001@termine.example.org')
    expect(value('status')).toBe('CONFIRMED')
    expect(value('summary')).toBe('Termin: Stadt Merseburg')
    expect(value('location')).toBe('Altes Rathaus, Burgstraße 1–5, 06217 Merseburg, Raum 12')
    expect(value('organizer')).toBe('mailto:termine@example.org')
    expect(parameter('organizer', 'cn')).toBe('Stadt Merseburg')
    expect(String(value('attendee')).toLowerCase()).toBe('mailto:erika@example.org')
    expect(parameter('attendee', 'cn')).toBe('Erika Beispiel')
    expect(parameter('attendee', 'partstat')).toBe('ACCEPTED')
    expect(parameter('attendee', 'rsvp')).toBe('FALSE')
  })

  it('follows RFC 5545: CRLF, lines of at most 75 octets, a UTC stamp, a VTIMEZONE', () => {
    const text = calendarObject(onSite(), 'REQUEST')
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(text).toContain('\r\nDTSTAMP:20261122T101530Z\r\n')
    expect(text).toContain('\r\nDTSTART;TZID=Europe/Berlin:20261124T093000\r\n')
    expect(text).toContain('\r\nDTEND;TZID=Europe/Berlin:20261124T100000\r\n')
    expect(text.match(/BEGIN:VTIMEZONE/g)).toHaveLength(1)
    expect(text).toContain('\r\nTZID:Europe/Berlin\r\n')
  })

  it('has documents, fees, reference and link in its description, but not in its title', () => {
    const { value } = parsed(onSite())
    const description = String(value('description'))
    for (const part of [
      'Personalausweis beantragen (2 Personen)',
      'Terminnummer: K7M4-2QXD',
      'https://termine.example.org/termin/AbC-123_xyz',
      '- Bisheriger Ausweis',
      'Nur nötig: Nach einer Namensänderung',
      '46\u00a0€',
      'Sie müssen selbst kommen.',
      '03461 445-0',
    ]) {
      expect(description).toContain(part)
    }
    expect(String(value('summary'))).not.toContain('Personalausweis')
    expect(value('class')).toBe('PRIVATE')
  })

  it('has the telephone number of the citizen as location of a telephone visit', () => {
    expect(parsed(byTelephone()).value('location')).toBe('Am Telefon: 03461 123456')
    const abroad = { name: 'Eva', email: 'eva@example.org', phone: '+14155552671', remark: null }
    expect(parsed(byTelephone({ contact: abroad })).value('location')).toBe('Am Telefon: +1 415 555 2671')
  })

  it('keeps its UID and increments SEQUENCE when the booking is moved and cancelled', () => {
    const moved = {
      startsAt: new Date('2026-11-26T13:00:00Z'),
      endsAt: new Date('2026-11-26T13:30:00Z'),
    }
    const [booked, later, cancelled] = [
      parsed(onSite()),
      parsed(onSite({ ...moved, sequence: 1 })),
      parsed(onSite({ ...moved, sequence: 2 }), 'CANCEL'),
    ] as const
    expect(new Set([booked, later, cancelled].map(({ value }) => value('uid'))).size).toBe(1)
    expect([booked, later, cancelled].map(({ value }) => value('sequence'))).toEqual([0, 1, 2])
    expect([booked, later, cancelled].map(({ method }) => method)).toEqual(['REQUEST', 'REQUEST', 'CANCEL'])
    expect(cancelled.value('status')).toBe('CANCELLED')
    expect(String(cancelled.value('description'))).toContain('Dieser Termin ist abgesagt.')
    expect(String(cancelled.value('description'))).not.toContain('https://')
    expect(later.instantOf('dtstart')).toBe('2026-11-26T13:00:00Z')
  })

  it('escapes user input in all properties', () => {
    const contact = { name: nasty, email: 'eva@example.org', phone: null, remark: nasty }
    const place = { ...onSite().place!, room: 'A;B,C\\n "D"\r\nATTENDEE:mailto:x@example.net' }
    const { events, calendar, component, value, parameter } = parsed(onSite({ contact, place }))
    expect(events).toHaveLength(1)
    expect(calendar.getAllSubcomponents()).toHaveLength(2)
    expect(component.getAllProperties('attendee')).toHaveLength(1)
    expect(component.getAllProperties().filter(({ name }) => /bcc|x-/.test(name))).toEqual([])
    expect(value('location')).toContain('A;B,C\\n "D"\nATTENDEE:mailto:x@example.net')
    const name = String(parameter('attendee', 'cn'))
    expect(name).toContain('<img src=x onerror=alert(1)>')
    expect(name).toContain('\u202Etxt.exe')
    expect(name).toContain('END:VEVENT BEGIN:VEVENT')
  })

  it('shortens a long description below the limit of Google Calendar, and keeps the link', () => {
    const item = onSite().items[0]!
    const notes = Array.from({ length: 200 }, (_, index) => `Hinweis ${index}: ${'sehr wichtig '.repeat(10)}`)
    const description = String(parsed(onSite({ items: [{ ...item, notes }] })).value('description'))
    expect(description.length).toBeLessThan(8192)
    expect(description).toContain('https://termine.example.org/termin/')
    expect(description).toMatch(/Mehr steht in unserer E-Mail und unter dem Link\.$/)
  })

  it('has no attendee after the contact was deleted', () => {
    const { component } = parsed(onSite({ contact: null }))
    expect(component.getAllProperties('attendee')).toHaveLength(0)
  })

  it('contains the same instants for servers in the time zones UTC, New York and Auckland', () => {
    const starts = [
      '2026-11-24T08:30:00Z',
      '2026-07-14T12:00:00Z',
      // The hours around both clock changes in Germany, and days between those of Germany and New York.
      '2026-03-29T00:30:00Z',
      '2026-03-29T01:00:00Z',
      '2026-10-24T23:30:00Z',
      '2026-10-25T01:30:00Z',
      '2026-10-28T09:00:00Z',
      '2027-03-20T09:00:00Z',
    ]
    for (const zone of ['UTC', 'America/New_York', 'Pacific/Auckland']) {
      const script = fileURLToPath(new URL('./print-calendar.ts', import.meta.url))
      const output = execFileSync(process.execPath, [script, ...starts], {
        env: { ...process.env, TZ: zone, NODE_NO_WARNINGS: '1' },
        encoding: 'utf8',
      })
      const objects = output
        .trim()
        .split('\n')
        .map((line) => parse(JSON.parse(line) as string))
      expect(objects.map(({ instantOf }) => instantOf('dtstart'))).toEqual(starts)
      expect(objects.map(({ instantOf }) => instantOf('dtend'))).toEqual(
        starts.map((start) => Temporal.Instant.from(start).add({ minutes: 30 }).toString()),
      )
    }
  })
})
