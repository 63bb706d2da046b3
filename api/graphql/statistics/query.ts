import type { App } from '../../app/app.ts'
import { daySpan } from '../../availability/calendar.ts'
import type { Day } from '../../availability/model.ts'
import { openedMinutes } from '../../availability/opened.ts'
import type { DayRange } from '../../booking/staff-bookings.ts'
import { daysOf } from '../core/day-range.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { instantOf, spanCovering } from '../../kernel/instant.ts'
import { type Figures, figuresOf, type Grouping } from '../../statistics/figures.ts'
import { MAX_STATISTICS_DAYS } from '../../kernel/limits.ts'

/** A row of the statistics. */
export interface Row extends Figures {
  /** By language; null for days and the total. */
  name: unknown
  /** Minutes of opening hours; null for services, because they share desks. */
  openedMinutes: number | null
}

export interface Statistics {
  from: Day
  to: Day
  total: Row
  days: Row[]
  services: Row[]
  desks: Row[]
}

/**
 * The figures of a range of days, in the departments of a member of staff.
 * @throws GraphQLError (BAD_USER_INPUT) if the range is empty or longer than MAX_STATISTICS_DAYS
 */
export async function statisticsOf(app: App, staff: SignedInStaff, range: DayRange): Promise<Statistics> {
  const { from, to, departmentId } = range
  const days = daysOf(from, to, MAX_STATISTICS_DAYS)
  const { zone } = app.availability
  const where = { AND: [staff.mayWorkWith, departmentId ? { departmentId } : {}] }
  const own = staff.mayWorkWith.departmentId?.in ?? null
  const departmentIds = departmentId ? [departmentId].filter((id) => own === null || own.includes(id)) : own
  const span = { from: instantOf(daySpan(from, zone).from), to: instantOf(daySpan(to, zone).to) }
  const [figures, desks, services] = await Promise.all([
    figuresOf(app, { ...span, departmentIds }),
    app.db.prisma.desk.findMany({ where, select: { id: true, name: true }, orderBy: { id: 'asc' } }),
    app.db.prisma.service.findMany({
      where,
      select: { id: true, title: true },
      orderBy: { position: 'asc' },
    }),
  ])
  const opened = await openedOf(
    app,
    desks.map(({ id }) => id),
    days,
    span,
  )
  const found = new Map(figures.map((one) => [`${one.by} ${one.key}`, one]))
  const row = (by: Grouping, key: string, name: unknown, minutes: number | null): Row => ({
    ...(found.get(`${by} ${key}`) ?? { ...NONE, by, key }),
    name,
    openedMinutes: minutes,
  })
  const sum = (numbers: Iterable<number>) => [...numbers].reduce((all, one) => all + one, 0)
  return {
    from,
    to,
    total: row('TOTAL', '', null, sum(opened.values().flatMap((minutes) => minutes))),
    days: days.map((day, n) => row('DAY', day, null, sum(opened.values().map((minutes) => minutes[n]!)))),
    services: services.map(({ id, title }) => row('SERVICE', id, title, null)),
    desks: desks.map(({ id, name }) => row('DESK', id, name, sum(opened.get(id)!))),
  }
}

/** Minutes of opening hours by desk and day. Inactive desks have no plan and so no minutes. */
async function openedOf(app: App, deskIds: string[], days: Day[], { from, to }: { from: Date; to: Date }) {
  const { office, desks } = app.availability.plan
  const closures = await app.db.prisma.closure.findMany({
    where: { startsAt: { lt: to }, endsAt: { gt: from } },
    select: { deskId: true, startsAt: true, endsAt: true },
  })
  return new Map(
    deskIds.map((id) => {
      const plan = desks.get(id)
      const shut = closures
        .filter(({ deskId }) => deskId === null || deskId === id)
        .map(({ startsAt, endsAt }) => spanCovering(startsAt, endsAt))
      return [id, days.map((day) => (plan ? openedMinutes({ ...plan, closures: shut }, day, office) : 0))]
    }),
  )
}

const NONE = {
  booked: 0,
  completed: 0,
  noShows: 0,
  cancelledByCitizen: 0,
  cancelledByOffice: 0,
  bookedMinutes: 0,
  leadMedian: null,
  leadMost: null,
  waitMedian: null,
  waitMost: null,
  channels: [],
}
