import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testApp } from '../../support/app.ts'
import { citizen, overlaps } from '../../support/citizen.ts'
import { lane } from '../../support/lane.ts'
import { seeded } from '../../support/seed.ts'

let clock = new Date('2026-03-01T12:00:00Z')
const product = await testApp({ now: () => clock })
const { slots, book, cancel } = citizen(product)
const { db, feed } = product.app

const ORDINARY = '2026-06-16'
const DAYS = [
  '2026-03-29', // Sunday, the hour from two to three is skipped
  '2026-10-25', // Sunday, the hour from two to three occurs twice
  '2027-03-28',
  '2027-10-31', // end of summer time and Reformation Day, a holiday in Sachsen-Anhalt
  ORDINARY, // a Tuesday
  '2026-05-01', // a holiday
]

const minutes = (from: number, to: number, step: number) =>
  fc.integer({ min: from / step, max: to / step }).map((n) => n * step)
const span = (step: number) =>
  fc
    .tuple(minutes(0, 1380, step), minutes(step, 300, step))
    .map(([from, length]) => ({ from, to: Math.min(from + length, 1440) }))

const randomOffice = fc.record({
  sameDay: fc.boolean(),
  services: fc.array(fc.record({ duration: minutes(5, 45, 5), extra: minutes(0, 15, 5) }), {
    minLength: 2,
    maxLength: 3,
  }),
  desks: fc.array(
    fc.record({
      grid: fc.constantFrom(5, 10, 15, 20, 30),
      buffer: fc.constantFrom(0, 0, 5, 10),
      skills: fc.uniqueArray(fc.nat(2), { minLength: 1, maxLength: 3 }),
      openings: fc.array(span(5), { minLength: 2, maxLength: 3 }),
      closures: fc.array(span(1), { maxLength: 1 }),
      blocks: fc.array(span(1), { maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  visit: fc.uniqueArray(fc.record({ service: fc.nat(2), persons: fc.integer({ min: 1, max: 3 }) }), {
    minLength: 1,
    maxLength: 2,
    selector: ({ service }) => service,
  }),
  booked: fc.array(fc.nat(1000), { maxLength: 4 }),
})
type RandomOffice = { day: string } & (typeof randomOffice extends fc.Arbitrary<infer T> ? T : never)

/** An office with many slots, so that at least one example offers some. Open from eight to four, ten minutes a visit. */
const PLAIN: Omit<RandomOffice, 'day'> = {
  sameDay: false,
  services: [{ duration: 10, extra: 0 }],
  desks: [{ grid: 5, buffer: 0, skills: [0], openings: [{ from: 480, to: 960 }], closures: [], blocks: [] }],
  visit: [{ service: 0, persons: 1 }],
  booked: [5, 50],
}

let offices = 0
let offered = 0

test.each(DAYS)(
  'on %s every slot can be booked as often as its number of free desks; all other starts are refused',
  async (day) => {
    await fc.assert(
      fc.asyncProperty(randomOffice, (plan) => checkOffers({ ...plan, day })),
      {
        ...seeded(),
        numRuns: lane.randomOffices,
        endOnFailure: true,
        examples: day === ORDINARY ? [[PLAIN]] : [],
      },
    )
  },
  120_000,
)

test('the random offices offered more than 50 slots', () => {
  expect(offered).toBeGreaterThan(50)
})

async function checkOffers(plan: RandomOffice): Promise<void> {
  const id = `office-${offices++}`
  clock = clockFor(plan)
  await createOffice(plan, id)
  const items = plan.visit
    .filter(({ service }) => service < plan.services.length)
    .map(({ service, persons }) => ({ serviceId: `${id}-${service}`, persons }))
  fc.pre(items.length > 0)

  const offer = () => slots(items, plan.day, plan.day)
  for (const pick of plan.booked) {
    const open = await offer()
    if (open.length === 0) break
    expect((await book({ items, startsAt: open[pick % open.length]!.startsAt })).__typename).toBe(
      'NewBooking',
    )
  }

  const before = await offer()
  const free = new Map(before.map((slot) => [slot.startsAt, slot.free]))
  offered += free.size
  for (const startsAt of new Set([...everyFiveMinutes(plan.day), ...free.keys()])) {
    const { __typename, token } = await book({ items, startsAt })
    expect([startsAt, __typename]).toEqual([startsAt, free.has(startsAt) ? 'NewBooking' : 'SlotTakenError'])
    if (token) await cancel({ token })
  }
  expect(await offer()).toEqual(before)

  const one = before[(plan.booked[0] ?? 0) % Math.max(before.length, 1)]
  if (one) {
    const outcomes = []
    for (let n = 0; n <= one.free; n++)
      outcomes.push((await book({ items, startsAt: one.startsAt })).__typename)
    expect(outcomes).toEqual([...Array<string>(one.free).fill('NewBooking'), 'SlotTakenError'])
  }
  expect(await overlaps(product)).toBe(0)
}

const zoned = (day: string, minute: number) =>
  Temporal.PlainDate.from(day).toZonedDateTime('Europe/Berlin').add({ minutes: minute }).toInstant()

function clockFor({ day, sameDay }: RandomOffice): Date {
  const at = sameDay ? zoned(day, 61) : zoned(day, -3 * 1440)
  return new Date(at.epochMilliseconds)
}

/** All starts of the day on a grid of five minutes: 276, 288 or 300, by the length of the day. */
function everyFiveMinutes(day: string): string[] {
  const end = Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime('Europe/Berlin').toInstant()
  const starts: string[] = []
  for (let at = zoned(day, 0); Temporal.Instant.compare(at, end) < 0; at = at.add({ minutes: 5 }))
    starts.push(at.toString())
  return starts
}

/** Adds services and desks of their own to the database, besides those of earlier runs. */
async function createOffice(plan: RandomOffice, id: string): Promise<void> {
  const weekday = Temporal.PlainDate.from(plan.day).dayOfWeek
  const { rows } = await db.pool.query<{ department: string; location: string }>(
    `SELECT department_id AS department, location_id AS location FROM desk WHERE id = 'platz-1'`,
  )
  const { department, location } = rows[0]!
  for (const [n, { duration, extra }] of plan.services.entries())
    await db.prisma.service.create({
      data: {
        id: `${id}-${n}`,
        slug: `${id}-${n}`,
        position: 1000,
        leikaKeys: [],
        title: {},
        summary: {},
        notes: {},
        synonyms: {},
        mode: 'ON_SITE',
        durationMinutes: duration,
        extraMinutesPerPerson: extra,
        maxPersons: 3,
        walkInPossible: false,
        popular: false,
        legalBasis: [],
        departmentId: department,
      },
    })
  for (const [n, desk] of plan.desks.entries()) {
    const skills = desk.skills.filter((skill) => skill < plan.services.length)
    await db.prisma.desk.create({
      data: {
        id: `${id}-desk-${n}`,
        name: {},
        kind: 'ON_SITE',
        locationId: location,
        departmentId: department,
        gridMinutes: desk.grid,
        bufferMinutes: desk.buffer,
        services: { connect: skills.map((skill) => ({ id: `${id}-${skill}` })) },
        openings: {
          create: desk.openings.map(({ from, to }) => ({ weekday, fromMinute: from, toMinute: to })),
        },
        closures: {
          create: desk.closures.map(({ from, to }) => ({
            startsAt: new Date(zoned(plan.day, from).epochMilliseconds),
            endsAt: new Date(zoned(plan.day, to).epochMilliseconds),
            reason: 'Besprechung',
          })),
        },
      },
    })
    for (const { from, to } of desk.blocks)
      await db.pool.query(
        `INSERT INTO occupancy (desk_id, during, kind) VALUES ($1, tstzrange($2, $3), 'BLOCK') ON CONFLICT DO NOTHING`,
        [`${id}-desk-${n}`, zoned(plan.day, from).toString(), zoned(plan.day, to).toString()],
      )
  }
  // The clock jumped as well: the cache is loaded for the new day.
  await db.pool.query('UPDATE office SET lead_minutes = lead_minutes')
  await feed.committed()
}
