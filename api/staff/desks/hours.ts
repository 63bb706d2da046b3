import type { App } from '../../app/app.ts'
import { daySpan, eachDay, openSpans } from '../../availability/calendar.ts'
import { isPublicHoliday } from '../../availability/holidays.ts'
import type { Day, Opening, Span } from '../../availability/model.ts'
import type { DeskPlan } from '../../availability/plan.ts'
import { instantOf } from '../../kernel/instant.ts'

/** Opening hours and closures of a desk on a day. */
export interface DeskHours {
  date: Day
  deskId: string
  /** Planned hours of the weekday, reserved hours included; none on a public holiday. */
  open: Span[]
  shut: { from: Date; to: Date; reason: string }[]
}

/** Opening hours and closures of desks, by day and desk. */
export async function deskHours(
  app: App,
  deskIds: readonly string[],
  from: Day,
  to: Day,
): Promise<DeskHours[]> {
  const { office, desks } = app.availability.plan
  const days = eachDay(from, to)
  const closures = await app.db.prisma.closure.findMany({
    where: {
      OR: [{ deskId: null }, { deskId: { in: [...deskIds] } }],
      startsAt: { lt: instantOf(daySpan(to, office.zone).to) },
      endsAt: { gt: instantOf(daySpan(from, office.zone).from) },
    },
    orderBy: { startsAt: 'asc' },
  })
  return days.flatMap((date) => {
    const span = daySpan(date, office.zone)
    const holiday = office.holidayRegion !== null && isPublicHoliday(date, office.holidayRegion)
    const [start, end] = [instantOf(span.from), instantOf(span.to)]
    return deskIds.map((deskId) => ({
      date,
      deskId,
      open: holiday ? [] : openSpans(allOpenings(desks.get(deskId)), date, office.zone),
      shut: closures
        .filter((one) => one.deskId === null || one.deskId === deskId)
        .filter((one) => one.startsAt < end && one.endsAt > start)
        .map(({ startsAt, endsAt, reason }) => ({ from: startsAt, to: endsAt, reason })),
    }))
  })
}

const allOpenings = (desk: DeskPlan | undefined): Opening[] =>
  desk ? [...desk.openings, ...desk.reserved] : []
