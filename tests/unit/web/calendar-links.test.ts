import { expect, test } from 'vitest'
import { googleCalendar, mapOf, outlookCalendar } from '../../../web/src/lib/booking/calendar-links.ts'

const ENTRY = {
  title: 'Termin: Stadt Merseburg',
  startsAt: '2026-11-24T08:30:00.000Z',
  endsAt: '2026-11-24T09:00:00.000Z',
  place: 'Lauchstädter Straße 1–3 & Hof, 06217 Merseburg',
}
const parametersOf = (link: string) => Object.fromEntries(new URL(link).searchParams)

test('calendar links contain only title, time and place', () => {
  expect(parametersOf(googleCalendar(ENTRY))).toEqual({
    action: 'TEMPLATE',
    text: ENTRY.title,
    dates: '20261124T083000Z/20261124T090000Z',
    location: ENTRY.place,
  })
  expect(parametersOf(outlookCalendar(ENTRY))).toEqual({
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: ENTRY.title,
    startdt: ENTRY.startsAt,
    enddt: ENTRY.endsAt,
    location: ENTRY.place,
  })
})

test('calendar links omit an empty place', () => {
  for (const link of [googleCalendar, outlookCalendar])
    expect(parametersOf(link({ ...ENTRY, place: '' }))).not.toHaveProperty('location')
})

test('the map link contains only the address', () => {
  expect(parametersOf(mapOf(ENTRY.place))).toEqual({ query: ENTRY.place })
})
