import { expect, test } from 'vitest'
import { googleCalendar, mapOf, outlookCalendar } from '../../../web/src/lib/booking/calendar-links.ts'

const ENTRY = {
  title: 'Termin: Stadt Merseburg',
  startsAt: '2026-11-24T08:30:00.000Z',
  endsAt: '2026-11-24T09:00:00.000Z',
  place: 'Lauchstädter Straße 1–3 & Hof, 06217 Merseburg',
}
const said = (link: string) => Object.fromEntries(new URL(link).searchParams)

test('other calendars get title, time and place, and nothing else', () => {
  expect(said(googleCalendar(ENTRY))).toEqual({
    action: 'TEMPLATE',
    text: ENTRY.title,
    dates: '20261124T083000Z/20261124T090000Z',
    location: ENTRY.place,
  })
  expect(said(outlookCalendar(ENTRY))).toEqual({
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: ENTRY.title,
    startdt: ENTRY.startsAt,
    enddt: ENTRY.endsAt,
    location: ENTRY.place,
  })
})

test('where nobody has to come, no place is named', () => {
  for (const link of [googleCalendar, outlookCalendar])
    expect(said(link({ ...ENTRY, place: '' }))).not.toHaveProperty('location')
})

test('a map is asked for the address alone', () => {
  expect(said(mapOf(ENTRY.place))).toEqual({ query: ENTRY.place })
})
