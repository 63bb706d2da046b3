import { expect, test } from 'vitest'
import { testApp } from '../../support/app.ts'
import { citizen, type Items } from '../../support/citizen.ts'

// A Sunday.
const product = await testApp({ now: () => new Date('2026-11-22T12:00:00Z') })
const { ask } = product
const { book, booking } = citizen(product)

const visitOf = async (items: Items[]) =>
  (
    await ask(
      `query VisitTest($items: [VisitItemInput!]!) {
         visit(items: $items) {
           durationMinutes atOneDesk
           services { id }
           addableServices { id popular }
           documents { title requiredWhen }
           fees { cents currency certainty }
           nextRelease { date opensAt }
         }
       }`,
      { items },
    )
  ).visit

test('a visit with several services has the sum of their durations and fees, and each document once', async () => {
  const visit = await visitOf([
    { serviceId: 'gewerbezentralregister', persons: 2 },
    { serviceId: 'wohnsitz-anmelden', persons: 3 },
    { serviceId: 'meldebescheinigung' },
  ])
  expect(visit).toMatchObject({
    durationMinutes: 10 + 5 + (15 + 2 * 5) + 10,
    atOneDesk: true,
    services: [{ id: 'gewerbezentralregister' }, { id: 'wohnsitz-anmelden' }, { id: 'meldebescheinigung' }],
    // The sum excludes the certificate, which is free in some cases.
    fees: { cents: 2600, currency: 'EUR', certainty: 'CASE' },
    // 61 days from now is a Friday with open desks; it enters the horizon tonight.
    nextRelease: { date: '2027-01-22', opensAt: '2026-11-22T23:00:00Z' },
  })
  const titles = visit.documents.map(({ title }: { title: string }) => title)
  expect(new Set(titles).size).toBe(titles.length)
  expect(titles.filter((title: string) => title === 'Personalausweis oder Reisepass')).toHaveLength(1)
})

test('addableServices can be booked in the same visit, and come in the order of popularity', async () => {
  const alone = await visitOf([{ serviceId: 'personalausweis-beantragen' }])
  const ids: string[] = alone.addableServices.map(({ id }: { id: string }) => id)
  expect(ids).toContain('wohnsitz-anmelden')
  expect(ids).not.toContain('personalausweis-beantragen')
  expect(ids).not.toContain('hund-anmelden')
  const popular = alone.addableServices.map(({ popular }: { popular: boolean }) => popular)
  expect(popular).toEqual(popular.toSorted((a: boolean, b: boolean) => Number(b) - Number(a)))

  const items = [{ serviceId: 'personalausweis-beantragen' }, { serviceId: ids[0]! }]
  expect(await visitOf(items)).toMatchObject({ atOneDesk: true })
  const { nextSlots } = await ask(
    'query VisitNext($items: [VisitItemInput!]!) { nextSlots(items: $items) { startsAt } }',
    {
      items,
    },
  )
  const made = await book({ items, startsAt: nextSlots[0].startsAt })
  expect(made.__typename).toBe('NewBooking')

  const { booking: view } = await ask(
    'query VisitBooking($token: String!) { booking(token: $token) { documents { title } items { service { documents { title } } } } }',
    { token: made.token },
  )
  const visit = await visitOf(items)
  expect(view.documents).toEqual(visit.documents.map(({ title }: { title: string }) => ({ title })))
  expect(await booking(made.token!)).toMatchObject({ items: [{ service: { id: items[0]!.serviceId } }, {}] })
})

test('a visit with services that no desk offers together has atOneDesk false and no addableServices', async () => {
  expect(
    await visitOf([{ serviceId: 'personalausweis-beantragen' }, { serviceId: 'hund-anmelden' }]),
  ).toMatchObject({
    atOneDesk: false,
    addableServices: [],
    nextRelease: null,
  })
})

test.each<[string, Items[]]>([
  ['no services', []],
  ['an unknown service', [{ serviceId: 'gibt-es-nicht' }]],
  ['a service twice', [{ serviceId: 'wohnsitz-anmelden' }, { serviceId: 'wohnsitz-anmelden' }]],
  ['too many people', [{ serviceId: 'wohnsitz-anmelden', persons: 7 }]],
])('visit is null for %s', async (_, items) => {
  expect(await visitOf(items)).toBeNull()
})

test('a time wish filters nextSlots, availableDays and slots alike', async () => {
  const items = [{ serviceId: 'wohnsitz-anmelden' }]
  const answer = await ask(
    `query VisitWish($items: [VisitItemInput!]!, $wish: TimeWishInput) {
       nextSlots(items: $items, wish: $wish) { startsAt }
       availableDays(items: $items, from: "2026-11-23", to: "2026-11-27", wish: $wish) { date free firstStart }
       slots(items: $items, from: "2026-11-23", to: "2026-11-27", wish: $wish) { startsAt }
     }`,
    { items, wish: { parts: ['AFTERNOON'], weekdays: [4] } },
  )
  // Thursday from two o'clock in winter time. 14:05 is not offered, because no visit fits into the five minutes before it.
  expect(answer.nextSlots.map(({ startsAt }: { startsAt: string }) => startsAt)).toEqual([
    '2026-11-26T13:00:00Z',
    '2026-11-26T13:10:00Z',
    '2026-11-26T13:15:00Z',
  ])
  const free = answer.availableDays.filter((day: { free: number }) => day.free > 0)
  expect(free).toEqual([
    { date: '2026-11-26', free: answer.slots.length, firstStart: '2026-11-26T13:00:00Z' },
  ])
  const refused = product.fetch(
    'query VisitBadWish($items: [VisitItemInput!]!) { nextSlots(items: $items, wish: { weekdays: [8] }) { startsAt } }',
    { items },
  )
  expect(await (await refused).text()).toContain('weekdays are 1 to 7')
})
