import { randomBytes, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { openSession, sessionCookie } from '../../../api/identity/session.ts'
import { testApp } from '../../support/app.ts'

const product = await testApp()
const { app, ask } = product

async function headersOf(roles: string[], departments: string[] = []) {
  const { id } = await app.db.prisma.staff.create({
    data: {
      name: 'Planung',
      email: `${randomUUID()}@rathaus.example`,
      passwordHash: '',
      roles,
      departments: { connect: departments.map((one) => ({ id: one })) },
    },
  })
  const secret = await openSession(app.db.pool, id, app.now())
  return { cookie: sessionCookie(app, secret).split(';')[0]! }
}
const admin = await headersOf(['admin'])
const planner = await headersOf(['planner'], ['standesamt'])

const ROW = `key name booked completed noShows cancelledByCitizen cancelledByOffice bookedMinutes openedMinutes
  leadMedian leadMost waitMedian waitMost channels { channel count }`
const statistics = async (args: object, headers = admin) =>
  (
    await ask(
      `query Figures($from: Date!, $to: Date!, $departmentId: ID) {
         statistics(from: $from, to: $to, departmentId: $departmentId) {
           total { ${ROW} } days { ${ROW} } services { ${ROW} } desks { ${ROW} } } }`,
      args,
      { headers },
    )
  ).statistics

const desks = await app.db.prisma.desk.findMany({
  where: { active: true },
  include: { services: { where: { active: true }, take: 2, orderBy: { id: 'asc' } } },
  orderBy: { id: 'asc' },
})
const DAY_MS = 86_400_000
const pick = <T>(from: readonly T[]): T => from[Math.floor(Math.random() * from.length)]!

interface CreatedBooking {
  day: string
  desk: (typeof desks)[number]
  serviceIds: string[]
  status: 'CONFIRMED' | 'COMPLETED' | 'NO_SHOW' | 'CANCELLED'
  by: 'CITIZEN' | 'OFFICE' | null
  channel: 'WEB' | 'PHONE' | 'WALK_IN'
  minutes: number
  lead: number
  waited: number | null
}

/** First of three weeks with the end of summer time. */
const FIRST = Date.parse('2026-10-12T00:00:00+02:00')
const created: CreatedBooking[] = []
for (let n = 0; n < 400; n++) {
  const desk = pick(desks)
  const status = pick(['CONFIRMED', 'COMPLETED', 'COMPLETED', 'NO_SHOW', 'CANCELLED'] as const)
  const startsAt = new Date(FIRST + Math.floor(Math.random() * 21 * 24 * 12) * 300_000)
  const lead = Math.floor(Math.random() * 40 * 24) / 24
  const waited = status === 'COMPLETED' && Math.random() < 0.8 ? Math.floor(Math.random() * 30) : null
  const one: CreatedBooking = {
    // The local date of the office.
    day: startsAt.toLocaleDateString('sv', { timeZone: 'Europe/Berlin' }),
    desk,
    serviceIds: desk.services.map(({ id }) => id).slice(0, pick([1, 2])),
    status,
    by: status === 'CANCELLED' ? pick(['CITIZEN', 'OFFICE'] as const) : null,
    channel: pick(['WEB', 'WEB', 'PHONE', 'WALK_IN'] as const),
    minutes: pick([10, 25, 40]),
    lead,
    waited,
  }
  created.push(one)
  await app.db.prisma.booking.create({
    data: {
      id: randomUUID(),
      reference: randomUUID(),
      status,
      startsAt,
      endsAt: new Date(startsAt.getTime() + one.minutes * 60_000),
      mode: desk.kind,
      deskId: desk.id,
      departmentId: desk.departmentId,
      channel: one.channel,
      locale: 'de',
      tokenHash: randomBytes(32),
      tokenNonce: randomBytes(16),
      cancelledBy: one.by,
      confirmedAt: new Date(startsAt.getTime() - lead * DAY_MS),
      arrivedAt: waited === null ? null : startsAt,
      calledAt: waited === null ? null : new Date(startsAt.getTime() + waited * 60_000),
      completedAt: status === 'COMPLETED' ? startsAt : null,
      contact: { create: { name: 'Erika Beispiel' } },
      items: { create: one.serviceIds.map((serviceId, position) => ({ serviceId, position, persons: 1 })) },
    },
  })
}
// A hold that was never confirmed is not counted.
await app.db.pool.query(
  `INSERT INTO booking (id, reference, status, starts_at, ends_at, mode, desk_id, department_id, channel, locale, token_hash, token_nonce, cancelled_by)
   SELECT gen_random_uuid(), 'held', 'CANCELLED', '2026-10-14T08:00Z', '2026-10-14T08:30Z', kind, id, department_id, 'WEB', 'de', '1', '1', 'CITIZEN' FROM desk LIMIT 1`,
)
const RANGE = { from: '2026-10-12', to: '2026-11-01' }

/** Linear interpolation like PostgreSQL's percentile_cont. */
function percentile(values: number[], part: number): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  if (sorted.length === 0) return null
  const at = (sorted.length - 1) * part
  const [low, high] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!]
  return low + (high - low) * (at - Math.floor(at))
}

/** Computes the figures from single bookings. */
function expected(of: CreatedBooking[]) {
  const count = (test: (one: CreatedBooking) => boolean) => of.filter(test).length
  const leads = of.filter(({ channel }) => channel !== 'WALK_IN').map(({ lead }) => lead)
  const waits = of.filter(({ desk }) => desk.kind === 'ON_SITE').flatMap(({ waited }) => waited ?? [])
  const close = (value: number | null) => (value === null ? null : expect.closeTo(value, 3))
  return {
    booked: of.length,
    completed: count(({ status }) => status === 'COMPLETED'),
    noShows: count(({ status }) => status === 'NO_SHOW'),
    cancelledByCitizen: count(({ by }) => by === 'CITIZEN'),
    cancelledByOffice: count(({ by }) => by === 'OFFICE'),
    bookedMinutes: of.reduce((sum, { minutes, by }) => sum + (by ? 0 : minutes), 0),
    leadMedian: close(percentile(leads, 0.5)),
    leadMost: close(percentile(leads, 0.9)),
    waitMedian: close(percentile(waits, 0.5)),
    waitMost: close(percentile(waits, 0.9)),
    channels: (['WEB', 'PHONE', 'WALK_IN'] as const)
      .map((channel) => ({ channel, count: count((one) => one.channel === channel) }))
      .filter((one) => one.count > 0),
  }
}

test('every figure equals a count over single bookings, in total and by day, service and desk', async () => {
  const { total, days, services, desks: byDesk } = await statistics(RANGE)
  expect(total).toMatchObject(expected(created))
  expect(days).toHaveLength(21)
  for (const day of days) expect(day).toMatchObject(expected(created.filter((one) => one.day === day.key)))
  for (const one of services)
    expect(one).toMatchObject(expected(created.filter(({ serviceIds }) => serviceIds.includes(one.key))))
  for (const one of byDesk)
    expect(one).toMatchObject(expected(created.filter(({ desk }) => desk.id === one.key)))
})

test('the sums of days and of desks equal the total; public holidays and closures have no opened minutes', async () => {
  const { total, days, desks: byDesk } = await statistics(RANGE)
  const sum = (rows: any[], name: string) => rows.reduce((all, row) => all + row[name], 0)
  for (const name of ['booked', 'noShows', 'bookedMinutes', 'openedMinutes']) {
    expect(sum(days, name)).toBeCloseTo(total[name])
    expect(sum(byDesk, name)).toBeCloseTo(total[name])
  }
  expect(total.openedMinutes).toBeGreaterThan(0)
  const opened = async (day: string) => (await statistics({ from: day, to: day })).total.openedMinutes
  // Reformation Day of 2025, a Friday, is a holiday in Sachsen-Anhalt; the Friday before is not.
  expect(await opened('2025-10-24')).toBeGreaterThan(0)
  expect(await opened('2025-10-31')).toBe(0)
  const before = await opened('2026-10-13')
  await app.db.pool.query(
    "INSERT INTO closure (starts_at, ends_at, reason) VALUES ('2026-10-13T00:00+02', '2026-10-14T00:00+02', 'x')",
  )
  expect(before).toBeGreaterThan(0)
  expect(await opened('2026-10-13')).toBe(0)
  await app.db.pool.query('DELETE FROM closure')
})

test('deleting contact data does not change the figures', async () => {
  const before = await statistics(RANGE)
  await app.db.prisma.contact.deleteMany({})
  expect(await statistics(RANGE)).toEqual(before)
})

test('a planner sees figures of the own departments only, without personal data', async () => {
  const ofOffice = created.filter(({ desk }) => desk.departmentId === 'standesamt')
  const seen = await statistics(RANGE, planner)
  expect(seen.total).toMatchObject(expected(ofOffice))
  expect(await statistics({ ...RANGE, departmentId: 'standesamt' })).toEqual(seen)
  expect((await statistics({ ...RANGE, departmentId: 'wohngeld' }, planner)).total.booked).toBe(0)
  expect(JSON.stringify(seen)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|Erika/)
})

test.each([
  ['a range that ends before it begins', { from: '2026-10-12', to: '2026-10-11' }],
  ['a range of more than a year', { from: '2026-01-01', to: '2027-01-02' }],
])('statistics refuses %s', async (_, range) => {
  await expect(statistics(range)).rejects.toThrow('BAD_USER_INPUT')
})
