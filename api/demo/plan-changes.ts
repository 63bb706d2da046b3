import { addDays, dayOf } from '../availability/calendar.ts'
import { cancelBookings } from '../booking/cancel-by-office.ts'
import { cancelBooking } from '../booking/cancel.ts'
import { resendConfirmation } from '../booking/visit-day/resend-confirmation.ts'
import { openBooking } from '../booking/managed.ts'
import { moveBookings } from '../booking/on-behalf/move-bookings.ts'
import { rescheduleBooking } from '../booking/reschedule.ts'
import { visitOfBooking } from '../booking/visit.ts'
import { instantOf, minuteOf } from '../kernel/instant.ts'
import { chosenSlot } from './demand.ts'
import { bookingNow, type KnownBooking, minutesAfter, type Town } from './town.ts'
import { followDay } from './visit-day.ts'
import { CITIZEN_REASONS, OFFICE_REASONS } from './texts.ts'

/** No booking is changed in the last minutes before its start. */
const LAST_MINUTES = 180

type Change = (town: Town, booking: KnownBooking, token: string, now: Date) => Promise<void>

/** Kinds of changes, with their shares in percent. */
const CHANGES: readonly (readonly [Change | null, number])[] = [
  [cancelByCitizen, 8],
  [moveByCitizen, 7],
  [cancelByOffice, 2],
  [moveByOffice, 2],
  [sendAgain, 1],
  [null, 80],
]

/** Plans a change of a booking at a time between now and its start; most bookings are not changed. */
export async function planChanges(town: Town, id: string, token: string, now: Date): Promise<void> {
  const { chance, timeline } = town
  const change = chance.weighted(CHANGES)
  const { startsAt } = await bookingNow(town, id)
  const left = minuteOf(startsAt) - minuteOf(now) - LAST_MINUTES
  if (!change || left < 0) return
  timeline.add(minutesAfter(now, chance.between(5, left + 5)), async (then) => {
    const booking = await bookingNow(town, id)
    if (booking.status === 'CONFIRMED') await change(town, booking, token, then)
  })
}

async function cancelByCitizen({ app, chance }: Town, _: KnownBooking, token: string, now: Date) {
  await cancelBooking(app, (await openBooking(app, token))!, chance.oneOf(CITIZEN_REASONS), now)
}

async function moveByCitizen(town: Town, booking: KnownBooking, token: string, now: Date): Promise<void> {
  const startsAt = await laterStart(town, booking, now)
  if (!startsAt) return
  const outcome = await rescheduleBooking(town.app, (await openBooking(town.app, token))!, { startsAt }, now)
  if (outcome.type === 'UpdatedBooking') await followDay(town, booking.id)
}

async function cancelByOffice(
  { app, chance, staff }: Town,
  { id, departmentId }: KnownBooking,
  _: string,
  now: Date,
): Promise<void> {
  const reason = chance.oneOf(OFFICE_REASONS)
  await cancelBookings(app, staff.clerkOf(departmentId), { bookingIds: [id], reason }, now)
}

async function moveByOffice(town: Town, booking: KnownBooking, _: string, now: Date): Promise<void> {
  const { app, chance, staff } = town
  const startsAt = await laterStart(town, booking, now)
  if (!startsAt) return
  const { id, version, departmentId } = booking
  const input = { moves: [{ bookingId: id, version, startsAt }], reason: chance.oneOf(OFFICE_REASONS) }
  const outcome = await moveBookings(app, staff.clerkOf(departmentId), input, now)
  if (outcome.type === 'UpdatedBookings') await followDay(town, id)
}

async function sendAgain({ app, staff }: Town, { id, departmentId }: KnownBooking, _: string, now: Date) {
  await resendConfirmation(app, staff.clerkOf(departmentId), id, now)
}

/** Another start on one of the days after the old one. */
async function laterStart(town: Town, booking: KnownBooking, now: Date): Promise<Date | undefined> {
  const { app, chance } = town
  const visit = await visitOfBooking(app.db.pool, booking)
  const old = dayOf(minuteOf(booking.startsAt), app.availability.zone)
  const slots = [1, 2, 3, 4].flatMap((days) => app.availability.slotsOn(addDays(old, days), visit, now))
  const slot = chosenSlot(chance, slots, app.availability.zone)
  return slot && instantOf(slot.from)
}
