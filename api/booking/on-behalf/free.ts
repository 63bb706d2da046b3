import type { App } from '../../app.ts'
import { addDays, dayOf, eachDay } from '../../availability/calendar.ts'
import type { Day, OfficeDay, Slot, Visit } from '../../availability/model.ts'
import { TO_OFFICE } from '../../availability/offer.ts'
import { slotsInOrder } from '../../availability/slots.ts'
import { minuteOf } from '../../live/occupancies.ts'
import type { SignedInStaff } from '../../identity/session.ts'

/** Which desks come into question. */
export type MayUse = (deskId: string) => boolean

/** So long after its start a visit may still be written down: somebody stands at the desk already. */
const LATE_MINUTES = 15
/** How far ahead the office looks for the next free time. */
const WEEKS = 26

/** From which start on the office may book and move. */
export const earliestForOffice = (now: Date): number => minuteOf(now) - LATE_MINUTES

/** The desks of somebody's departments; one alone when it is named. */
export function desksOf(app: App, staff: SignedInStaff, deskId?: string | null): MayUse {
  const { desks } = app.horizon.plan
  return (id) => (!deskId || id === deskId) && staff.mayWorkIn(desks.get(id)?.departmentId ?? '')
}

/** What the office may give away from one day to another, in order: read from the database now. */
export async function freeForOffice(
  app: App,
  visit: Visit,
  { from, to }: { from: Day; to: Day },
  mayUse: MayUse,
  now: Date,
): Promise<Slot[]> {
  const options = { withReserved: true }
  const days = await app.horizon.freshOfficeDays(app.db.pool, visit, eachDay(from, to), now, options)
  const window = { earliest: earliestForOffice(now), latest: Infinity }
  return slotsInOrder(
    days.map((day) => only(day, mayUse)),
    visit,
    window,
    TO_OFFICE,
  ).toArray()
}

/** The next times that the office may give away, from an instant on; a week is read at a time. */
export async function nextForOffice(
  app: App,
  visit: Visit,
  after: Date,
  first: number,
  mayUse: MayUse,
  now: Date,
): Promise<Slot[]> {
  const found: Slot[] = []
  let day = dayOf(minuteOf(after), app.horizon.zone)
  for (let week = 0; week < WEEKS && found.length < first; week++) {
    const slots = await freeForOffice(app, visit, { from: day, to: addDays(day, 6) }, mayUse, now)
    found.push(...slots.filter((slot) => slot.from >= after.getTime() / 60_000))
    day = addDays(day, 7)
  }
  return found.slice(0, first)
}

/** What to offer instead of a start that is gone: the nearest of its day, or else the next ones. */
export async function freeNear(
  app: App,
  visit: Visit,
  startsAt: Date,
  mayUse: MayUse,
  now: Date,
  most = 3,
): Promise<Slot[]> {
  const start = minuteOf(startsAt)
  const day = dayOf(start, app.horizon.zone)
  const sameDay = await freeForOffice(app, visit, { from: day, to: day }, mayUse, now)
  if (sameDay.length === 0) return nextForOffice(app, visit, startsAt, most, mayUse, now)
  const distance = (slot: Slot) => Math.abs(slot.from - start)
  return sameDay
    .toSorted((a, b) => distance(a) - distance(b))
    .slice(0, most)
    .sort((a, b) => a.from - b.from)
}

const only = ({ origin, deskDays }: OfficeDay, mayUse: MayUse): OfficeDay => ({
  origin,
  deskDays: deskDays.filter(({ desk }) => mayUse(desk.id)),
})
