import type { Logger } from 'pino'
import type { App } from '../app/app.ts'
import { addDays, dayOf, daySpan, eachDay } from '../availability/calendar.ts'
import { visitOf } from '../availability/visit.ts'
import { holdSlot } from '../booking/hold.ts'
import { importFrom } from '../catalogue/import/import-catalogue.ts'
import { startEmbedded } from '../database/embedded.ts'
import { migrate } from '../database/migrate.ts'
import type { Config } from '../kernel/config.ts'
import { openDatabase } from '../kernel/db.ts'
import { openLive } from '../live/open-live.ts'
import { addMs, instantOf, minuteOf } from '../kernel/instant.ts'
import { secretKeyOf } from '../kernel/secret-key.ts'
import { bookDemand } from './book.ts'
import { chanceOf } from './chance.ts'
import { shiftClock } from './clock.ts'
import { planClosures } from './closures.ts'
import { chosenSlot, demandOf, MAX_DAYS_AHEAD } from './demand.ts'
import { planMails } from './mails.ts'
import { createStaff } from './staff.ts'
import { Timeline } from './timeline.ts'
import type { Town } from './town.ts'

export interface DemoOptions {
  seed: number
  /** Days with visits before today. */
  days: number
  /** Folder of the catalogue. */
  catalogue: string
}

/** Demo data need not survive a power failure; without these guarantees filling takes a third of the time. */
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']

/**
 * Fills an empty data folder with the data of some weeks. All data are written by the product's commands in order of time,
 * so they are as the product would have written them.
 * @param ending aborts filling; PostgreSQL is stopped in any case
 * @returns the number of bookings
 */
export async function fill(
  config: Config,
  options: DemoOptions,
  log: Logger,
  ending: AbortSignal,
): Promise<number> {
  const postgres = await startEmbedded(config.dataDir, { settings: FAST })
  try {
    await migrate(postgres.url)
    ending.throwIfAborted()
    const { clock, options: connection } = await shiftClock(postgres.url)
    const url = new URL(postgres.applicationUrl)
    url.searchParams.set('options', connection)
    const db = openDatabase(url.href, { connections: 4 })
    const end = new Date()
    const begin = addMs(end, -(options.days + MAX_DAYS_AHEAD) * 86_400_000)
    await clock.set(begin)
    await importFrom(db, options.catalogue, begin)
    const { close, ...live } = await openLive(db, () => begin, log)
    const secretKey = await secretKeyOf(config)
    const app: App = { config, secretKey, db, ...live, log, now: () => begin, wakeWorker() {} }
    const chance = chanceOf(options.seed)
    const town: Town = { app, chance, clock, staff: await createStaff(app, begin), timeline: new Timeline() }
    await planClosures(town, begin, end)
    planDemand(town, options.days, begin, end)
    planMails(town, end)
    await town.timeline.runUntil(end, (now) => clock.set(now), ending)
    await clock.set(end)
    await createHolds(town, end)
    const bookings = await db.prisma.booking.count()
    await close()
    await db.close()
    await clock.end()
    return bookings
  } finally {
    await postgres.stop()
  }
}

/** Plans the demand of all days and departments. Bookings that citizens would make after `end` are left out. */
function planDemand(town: Town, days: number, begin: Date, end: Date): void {
  const { app, chance, timeline } = town
  const { plan, zone } = app.availability
  const today = dayOf(minuteOf(end), zone)
  const departments = [...new Set([...plan.desks.values()].map(({ departmentId }) => departmentId))].sort()
  for (const day of eachDay(addDays(today, -days), addDays(today, MAX_DAYS_AHEAD)))
    for (const department of departments)
      for (const demand of demandOf(chance, plan, department, day)) {
        const { bookedAt } = demand
        if (bookedAt < begin || bookedAt > end) continue
        timeline.add(bookedAt, (now) => bookDemand(town, demand, now))
      }
}

/** Unconfirmed holds at the end of the demo: the form is being filled in. */
async function createHolds({ app, chance }: Town, now: Date): Promise<void> {
  const { plan, zone } = app.availability
  for (const serviceId of ['personalausweis-beantragen', 'wohnsitz-anmelden', 'wohngeld']) {
    const items = [{ serviceId, persons: 1 }]
    const visit = visitOf(items, plan.services)
    const next = app.availability.nextSlots(
      visit,
      now,
      instantOf(daySpan(addDays(dayOf(minuteOf(now), zone), 1), zone).from),
      40,
    )
    const slot = chosenSlot(chance, next, zone)
    if (slot) await holdSlot(app, { items, startsAt: instantOf(slot.from) }, now)
  }
}
