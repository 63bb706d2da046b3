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
import { changeOfMind } from './change-of-mind.ts'
import { chosenSlot, type Demand } from './demand.ts'
import { personOf } from './people.ts'
import { minutesAfter, type Town } from './town.ts'
import { followDay } from './visit-day.ts'
import { REMARKS } from './words.ts'

/** Somebody books what they want, in one of the ways that there are; when nothing suits, they don't. */
export async function bookDemand(town: Town, demand: Demand, now: Date): Promise<void> {
  if (demand.walksIn) return walkIn(town, demand, now)
  const { app, chance } = town
  const visit = visitOf(demand.items, app.availability.plan.services)
  const slot = chosenSlot(chance, app.availability.slotsOn(demand.day, visit, now), app.availability.zone)
  if (!slot) return
  const startsAt = instantOf(slot.from)
  const way = chance.weighted([
    ['WEB', 66],
    ['PHONE', 24],
    ['EMAIL', 4],
    ['API', 6],
  ] as const)
  if (way === 'WEB') return byPage(town, demand, startsAt, now)
  if (way === 'API') return byIntegrator(town, demand, startsAt, now)
  await byClerk(town, demand, startsAt, way, now)
}

/** Holds the time, types for some minutes, and confirms; some leave it at that. */
async function byPage(town: Town, { items }: Demand, startsAt: Date, now: Date): Promise<void> {
  const { app, chance, timeline } = town
  const held = await holdSlot(app, { items, startsAt }, now)
  if (held.type !== 'SlotHold') return
  const leaves = chance.happens(0.04)
  timeline.add(minutesAfter(now, chance.between(1, 7)), async (then) => {
    const booking = (await openBooking(app, held.token))!
    if (leaves) return void (await releaseHold(app, booking))
    const outcome = await confirmBooking(app, booking, formOf(town, booking.mode), then)
    if (outcome.type === 'UpdatedBooking') await madeBooking(town, held.bookingId, held.token, then)
  })
}

async function byIntegrator(town: Town, { items }: Demand, startsAt: Date, now: Date): Promise<void> {
  const mode = town.app.availability.plan.services.get(items[0]!.serviceId)!.mode
  const booked = await book(town.app, { items, startsAt, ...formOf(town, mode) }, now)
  if (booked.type === 'NewBooking') await madeBooking(town, booked.bookingId, booked.token, now)
}

/** Somebody calls or writes, and a clerk types: many of them have no e-mail. */
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
  const said = { items, startsAt, channel, contact, locale, remark: null }
  const booked = await bookOnBehalf(app, staff.clerkOf(desk.departmentId), said, now)
  if (booked.type === 'NewBooking') await madeBooking(town, booked.bookingId, booked.token, now)
}

/** Comes without an appointment and takes the next free time of the day. */
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

/** What may become of a booking: some people change their mind, and on its day it takes its course. */
async function madeBooking(town: Town, id: string, token: string, now: Date): Promise<void> {
  await changeOfMind(town, id, token, now)
  await followDay(town, id)
}
