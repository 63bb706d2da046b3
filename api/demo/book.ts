import { dayOf } from '../availability/calendar.ts'
import { visitOf } from '../availability/visit.ts'
import { book } from '../booking/book.ts'
import { confirmBooking } from '../booking/confirm.ts'
import { holdSlot } from '../booking/hold.ts'
import { openBooking } from '../booking/managed.ts'
import { bookOnBehalf } from '../booking/on-behalf/book-on-behalf.ts'
import { desksOf, freeForOffice } from '../booking/on-behalf/office-slots.ts'
import { releaseHold } from '../booking/release.ts'
import { firstMinuteFrom, instantOf, minuteOf } from '../kernel/instant.ts'
import { planChanges } from './plan-changes.ts'
import { chosenSlot, type Demand } from './demand.ts'
import { personOf } from './people.ts'
import { minutesAfter, type Town } from './town.ts'
import { followDay } from './visit-day.ts'
import { REMARKS } from './texts.ts'

/** Books a demanded visit through one of the channels, or not at all if there is no slot on its day. */
export async function bookDemand(town: Town, demand: Demand, now: Date): Promise<void> {
  if (demand.walksIn) return walkIn(town, demand, now)
  const { app, chance } = town
  const visit = visitOf(demand.items, app.availability.plan.services)
  const slot = chosenSlot(chance, app.availability.slotsOn(demand.day, visit, now), app.availability.zone)
  if (!slot) return
  const startsAt = instantOf(slot.from)
  const channel = chance.weighted([
    ['WEB', 66],
    ['PHONE', 24],
    ['EMAIL', 4],
    ['API', 6],
  ] as const)
  if (channel === 'WEB') return byPage(town, demand, startsAt, now)
  if (channel === 'API') return byIntegrator(town, demand, startsAt, now)
  await byClerk(town, demand, startsAt, channel, now)
}

/** Holds a slot and confirms it some minutes later; a few citizens release it instead. */
async function byPage(town: Town, { items }: Demand, startsAt: Date, now: Date): Promise<void> {
  const { app, chance, timeline } = town
  const held = await holdSlot(app, { items, startsAt }, now)
  if (held.type !== 'SlotHold') return
  const abandons = chance.happens(0.04)
  timeline.add(minutesAfter(now, chance.between(1, 7)), async (then) => {
    const booking = (await openBooking(app, held.token))!
    if (abandons) return void (await releaseHold(app, booking))
    const outcome = await confirmBooking(app, booking, formOf(town, booking.mode), then)
    if (outcome.type === 'UpdatedBooking') await planAfterBooking(town, held.bookingId, held.token, then)
  })
}

async function byIntegrator(town: Town, { items }: Demand, startsAt: Date, now: Date): Promise<void> {
  const mode = town.app.availability.plan.services.get(items[0]!.serviceId)!.mode
  const booked = await book(town.app, { items, startsAt, ...formOf(town, mode) }, now)
  if (booked.type === 'NewBooking') await planAfterBooking(town, booked.bookingId, booked.token, now)
}

/** A clerk books for a citizen who calls, writes or stands at the desk, often without an e-mail address. */
async function byClerk(
  town: Town,
  { items }: Demand,
  startsAt: Date,
  channel: 'PHONE' | 'EMAIL' | 'WALK_IN',
  now: Date,
): Promise<void> {
  const { app, chance, staff } = town
  const desk = [...app.availability.plan.desks.values()].find((one) =>
    one.desk.serviceIds.has(items[0]!.serviceId),
  )!
  const { name, email, phone, locale } = personOf(chance)
  const hasMail = channel === 'EMAIL' || chance.happens(0.45)
  const contact = { name, email: hasMail ? email : null, phone }
  const input = { items, startsAt, channel, contact, locale, remark: null }
  const booked = await bookOnBehalf(app, staff.clerkOf(desk.departmentId), input, now)
  if (booked.type === 'NewBooking') await planAfterBooking(town, booked.bookingId, booked.token, now)
}

/** A walk-in: takes the next free time of the day. */
async function walkIn(town: Town, demand: Demand, now: Date): Promise<void> {
  const { app, staff } = town
  const visit = visitOf(demand.items, app.availability.plan.services)
  const day = dayOf(minuteOf(now), app.availability.zone)
  const mayUse = desksOf(app, staff.clerkOf('einwohnermeldewesen'))
  const slots = await freeForOffice(app, visit, { from: day, to: day }, mayUse, now)
  const next = slots.find(({ from }) => from >= firstMinuteFrom(now))
  if (next) await byClerk(town, demand, instantOf(next.from), 'WALK_IN', now)
}

function formOf({ chance }: Town, mode: 'ON_SITE' | 'TELEPHONE') {
  const { name, email, phone, locale } = personOf(chance)
  const givesPhone = mode === 'TELEPHONE' || chance.happens(0.4)
  const contact = { name, email: email!, phone: givesPhone ? phone : null }
  const remark = chance.happens(0.07) ? chance.oneOf(REMARKS) : null
  return { contact, locale, remark, consent: true }
}

/** Plans the changes of a booking and the steps on its day. */
async function planAfterBooking(town: Town, id: string, token: string, now: Date): Promise<void> {
  await planChanges(town, id, token, now)
  await followDay(town, id)
}
