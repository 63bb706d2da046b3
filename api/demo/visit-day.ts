import { takeStep } from '../booking/visit-day/take-step.ts'
import type { Step } from '../booking/visit-day/steps.ts'
import { writeRemark } from '../booking/visit-day/write-remark.ts'
import { minuteOf } from '../kernel/instant.ts'
import { bookingNow, type KnownBooking, minutesAfter, type Town } from './town.ts'
import { OFFICE_REMARKS } from './texts.ts'

/** Share of visits on site without the citizen. */
const NO_SHOWS = 0.06
/** Share of telephone appointments whose first call is not answered. */
const NOT_REACHED = 0.14

/** Plans the steps of a booking on its day, by its present start. */
export async function followDay(town: Town, id: string): Promise<void> {
  const booking = await bookingNow(town, id)
  if (booking.mode === 'TELEPHONE') planCall(town, booking)
  else planVisit(town, booking)
}

/** Check-in, call and completion, some minutes apart; or a no-show. */
function planVisit(town: Town, { id, startsAt, endsAt }: KnownBooking): void {
  const { chance, timeline } = town
  if (chance.happens(NO_SHOWS))
    return timeline.add(minutesAfter(startsAt, chance.between(16, 30)), (now) =>
      step(town, id, startsAt, 'NO_SHOW', now),
    )
  const arrives = minutesAfter(startsAt, -chance.between(1, 14))
  const called = minutesAfter(startsAt, chance.between(0, 4) ** 1.6)
  const done = minutesAfter(called, minutesOf({ startsAt, endsAt }) * chance.between(0.6, 1.05))
  timeline.add(arrives, (now) => step(town, id, startsAt, 'CHECK_IN', now))
  timeline.add(called, (now) => step(town, id, startsAt, 'CALL', now))
  timeline.add(done, (now) => finish(town, id, startsAt, now))
}

/** Call at the agreed time; a call that is not answered is repeated later. */
function planCall(town: Town, { id, startsAt, endsAt }: KnownBooking): void {
  const { chance, timeline } = town
  const called = minutesAfter(startsAt, chance.between(0, 3))
  timeline.add(called, (now) => step(town, id, startsAt, 'CALL', now))
  if (!chance.happens(NOT_REACHED))
    return timeline.add(
      minutesAfter(called, minutesOf({ startsAt, endsAt }) * chance.between(0.5, 1)),
      (now) => finish(town, id, startsAt, now),
    )
  const again = minutesAfter(called, chance.oneOf([30, 45, 60, 90]))
  timeline.add(minutesAfter(called, 1.5), (now) => step(town, id, startsAt, 'NOT_REACHED', now, again))
  if (chance.happens(0.3))
    return timeline.add(minutesAfter(again, 5), (now) => step(town, id, startsAt, 'NO_SHOW', now))
  timeline.add(again, (now) => step(town, id, startsAt, 'CALL', now))
  timeline.add(minutesAfter(again, 12), (now) => finish(town, id, startsAt, now))
}

/** Takes a step, unless the visit was moved or cancelled in the meantime. */
async function step(
  town: Town,
  id: string,
  startsAt: Date,
  step: Step,
  now: Date,
  tryAgainAt: Date | null = null,
): Promise<void> {
  const { version, departmentId, ...booking } = await bookingNow(town, id)
  if (booking.startsAt.getTime() !== startsAt.getTime() || booking.status === 'CANCELLED') return
  await takeStep(
    town.app,
    town.staff.clerkOf(departmentId),
    { bookingId: id, version, step, tryAgainAt },
    now,
  )
}

async function finish(town: Town, id: string, startsAt: Date, now: Date): Promise<void> {
  await step(town, id, startsAt, 'COMPLETE', now)
  if (!town.chance.happens(0.05)) return
  const { version, departmentId } = await bookingNow(town, id)
  const remark = town.chance.oneOf(OFFICE_REMARKS)
  await writeRemark(town.app, town.staff.clerkOf(departmentId), { bookingId: id, version, remark })
}

const minutesOf = ({ startsAt, endsAt }: Pick<KnownBooking, 'startsAt' | 'endsAt'>): number =>
  minuteOf(endsAt) - minuteOf(startsAt)
