import { expect, test } from 'vitest'
import { testApp } from '../../support/app.ts'
import { citizen, type Items } from '../../support/citizen.ts'

// A Sunday.
const product = await testApp({ now: () => new Date('2026-11-22T12:00:00Z') })
const { ask } = product
const { book, booking } = citizen(product)

const ask1 = async (items: Items[]) =>
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

test('several services make one visit: its time, its papers once, its fees', async () => {
  const visit = await ask1([
    { serviceId: 'gewerbezentralregister', persons: 2 },
    { serviceId: 'wohnsitz-anmelden', persons: 3 },
    { serviceId: 'meldebescheinigung' },
  ])
  expect(visit).toMatchObject({
    durationMinutes: 10 + 5 + (15 + 2 * 5) + 10,
    atOneDesk: true,
    services: [{ id: 'gewerbezentralregister' }, { id: 'wohnsitz-anmelden' }, { id: 'meldebescheinigung' }],
    // The certificate may be free for some: it is not in the sum.
    fees: { cents: 2600, currency: 'EUR', certainty: 'CASE' },
    // 61 days from now is a Friday, on which the desks are open; it comes into the horizon tonight.
    nextRelease: { date: '2027-01-22', opensAt: '2026-11-22T23:00:00Z' },
  })
  const titles = visit.documents.map(({ title }: { title: string }) => title)
  expect(new Set(titles).size).toBe(titles.length)
  expect(titles.filter((title: string) => title === 'Personalausweis oder Reisepass')).toHaveLength(1)
})

test('what can be added can be booked together, the popular first', async () => {
  const alone = await ask1([{ serviceId: 'personalausweis-beantragen' }])
  const ids: string[] = alone.addableServices.map(({ id }: { id: string }) => id)
  expect(ids).toContain('wohnsitz-anmelden')
  expect(ids).not.toContain('personalausweis-beantragen')
  expect(ids).not.toContain('hund-anmelden')
  const popular = alone.addableServices.map(({ popular }: { popular: boolean }) => popular)
  expect(popular).toEqual(popular.toSorted((a: boolean, b: boolean) => Number(b) - Number(a)))

  const items = [{ serviceId: 'personalausweis-beantragen' }, { serviceId: ids[0]! }]
  expect(await ask1(items)).toMatchObject({ atOneDesk: true })
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
  const visit = await ask1(items)
  expect(view.documents).toEqual(visit.documents.map(({ title }: { title: string }) => ({ title })))
  expect(await booking(made.token!)).toMatchObject({ items: [{ service: { id: items[0]!.serviceId } }, {}] })
})

test('what no desk does together is a visit without slots, and nothing can be added to it', async () => {
  expect(
    await ask1([{ serviceId: 'personalausweis-beantragen' }, { serviceId: 'hund-anmelden' }]),
  ).toMatchObject({
    atOneDesk: false,
    addableServices: [],
    nextRelease: null,
  })
})

test.each<[string, Items[]]>([
  ['nothing', []],
  ['an unknown service', [{ serviceId: 'gibt-es-nicht' }]],
  ['a service twice', [{ serviceId: 'wohnsitz-anmelden' }, { serviceId: 'wohnsitz-anmelden' }]],
  ['too many people', [{ serviceId: 'wohnsitz-anmelden', persons: 7 }]],
])('%s is no visit', async (_, items) => {
  expect(await ask1(items)).toBeNull()
})

test('a wish narrows the earliest times, the days and their times alike', async () => {
  const items = [{ serviceId: 'wohnsitz-anmelden' }]
  const answer = await ask(
    `query VisitWish($items: [VisitItemInput!]!, $wish: TimeWishInput) {
       nextSlots(items: $items, wish: $wish) { startsAt }
       availableDays(items: $items, from: "2026-11-23", to: "2026-11-27", wish: $wish) { date free firstStart }
       slots(items: $items, from: "2026-11-23", to: "2026-11-27", wish: $wish) { startsAt }
     }`,
    { items, wish: { parts: ['AFTERNOON'], weekdays: [4] } },
  )
  // Thursday from two o'clock, by the winter clock of Merseburg; five minutes before 14:05 would help nobody.
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
