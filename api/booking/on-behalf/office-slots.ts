import type { App } from '../../app/app.ts'
import { addDays, dayOf, eachDay } from '../../availability/calendar.ts'
import type { Day, OfficeDay, Slot, Visit } from '../../availability/model.ts'
import { TO_OFFICE } from '../../availability/offer.ts'
import { slotsInOrder } from '../../availability/slots.ts'
import { firstMinuteFrom, minuteOf } from '../../kernel/instant.ts'
import type { SignedInStaff } from '../../identity/session.ts'

/** Whether a desk may be used. */
export type MayUse = (deskId: string) => boolean

/** Maximum time between the start of a visit and its entry, for walk-ins already at the desk. */
const LATE_MINUTES = 15
/** Range of the search for the next free times. */
const MAX_WEEKS = 26

/** The earliest start at which the office may book or move a visit. */
export const earliestForOffice = (now: Date): number => minuteOf(now) - LATE_MINUTES

/** The desks of the clerk's departments; with `deskId` only that desk. */
export function desksOf(app: App, staff: SignedInStaff, deskId?: string | null): MayUse {
  const { desks } = app.availability.plan
  return (id) => (!deskId || id === deskId) && staff.mayWorkIn(desks.get(id)?.departmentId ?? '')
}

/** The starts that the office may book in a range of days, in order; read from the database. */
export async function freeForOffice(
  app: App,
  visit: Visit,
  { from, to }: { from: Day; to: Day },
  mayUse: MayUse,
  now: Date,
): Promise<Slot[]> {
  const options = { withReserved: true }
  const days = await app.availability.freshOfficeDays(app.db.pool, visit, eachDay(from, to), now, options)
  const window = { earliest: earliestForOffice(now), latest: Infinity }
  return slotsInOrder(
    days.map((day) => onlyDesks(day, mayUse)),
    visit,
    window,
    TO_OFFICE,
  ).toArray()
}

/** The next starts that the office may book from an instant on. Reads one week at a time. */
export async function nextForOffice(
  app: App,
  visit: Visit,
  after: Date,
  first: number,
  mayUse: MayUse,
  now: Date,
): Promise<Slot[]> {
  const found: Slot[] = []
  if (!app.availability.plan.desks.keys().some(mayUse)) return found
  let day = dayOf(minuteOf(after), app.availability.zone)
  for (let week = 0; week < MAX_WEEKS && found.length < first; week++) {
    const slots = await freeForOffice(app, visit, { from: day, to: addDays(day, 6) }, mayUse, now)
    found.push(...slots.filter((slot) => slot.from >= firstMinuteFrom(after)))
    day = addDays(day, 7)
  }
  return found.slice(0, first)
}

const onlyDesks = ({ origin, deskDays }: OfficeDay, mayUse: MayUse): OfficeDay => ({
  origin,
  deskDays: deskDays.filter(({ desk }) => mayUse(desk.id)),
})
