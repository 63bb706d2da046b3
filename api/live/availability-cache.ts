import type { Day, BookableWindow, Slot, Span, Visit } from '../availability/model.ts'
import { addDays, dayOf, daySpan, eachDay } from '../availability/calendar.ts'
import { nextRelease, type Release } from '../availability/release.ts'
import { slotsInOrder } from '../availability/slots.ts'
import { ANY_TIME, suitingSlots, suitsDay } from '../availability/wish.ts'
import type { Queryable } from '../kernel/db.ts'
import type { DaysChanged } from './change-events.ts'
import type { Change } from './feed.ts'
import { FreeTimes } from './free-times.ts'
import { firstMinuteFrom, minuteOf } from '../kernel/instant.ts'
import { type DeskOccupied, type DeskSpan, readOccupancies, readOccupanciesIn } from './occupancies.ts'
import { type FreshOptions, type PlannedDay, readOfficeDays } from './office-days.ts'
import { OccupancyCache } from './occupancy-cache.ts'
import { loadPlan, type Plan, windowOf } from './plan.ts'

/**
 * The plan and the occupancies of all bookable days in memory, for computing slots without a query. The cache may be
 * outdated; PostgreSQL decides whether a slot can be booked.
 */
export class AvailabilityCache {
  readonly #db: Queryable
  readonly #now: () => Date
  readonly #changed: (changed: DaysChanged) => void
  readonly #occupancies: OccupancyCache
  readonly #free: FreeTimes
  #today: Day = ''

  /** @param changed called for days on which something that can be booked may have changed */
  constructor(db: Queryable, now: () => Date, changed: (changed: DaysChanged) => void) {
    this.#db = db
    this.#now = now
    this.#changed = changed
    this.#occupancies = new OccupancyCache((days, deskIds) => this.#changed({ days, deskIds }), now)
    this.#free = new FreeTimes(this.#occupancies)
  }

  get plan(): Plan {
    return this.#free.plan
  }

  get zone(): string {
    return this.plan.office.zone
  }

  /** The range of starts that may be booked at an instant. */
  windowAt(now: Date): BookableWindow {
    return windowOf(this.plan, now)
  }

  /** The slots of one day that can be booked at an instant, in order. */
  slotsOn(day: Day, visit: Visit, now: Date, { earliest, latest } = this.windowAt(now)): Slot[] {
    const { from, to } = daySpan(day, this.zone)
    if (to <= earliest || from >= latest) return []
    return this.#free.slotsOf(day, visit, now).filter((slot) => slot.from >= earliest && slot.from < latest)
  }

  /** The earliest suitable slots from an instant on. */
  nextSlots(visit: Visit, now: Date, after: Date, first: number, wish = ANY_TIME): Slot[] {
    const window = this.windowAt(now)
    const earliest = Math.max(window.earliest, firstMinuteFrom(after))
    if (earliest >= window.latest) return []
    const days = eachDay(dayOf(earliest, this.zone), dayOf(window.latest - 1, this.zone))
    const suiting = function* (this: AvailabilityCache): Generator<Slot> {
      for (const day of days) {
        if (!suitsDay(wish, day)) continue
        const slots = slotsInOrder([this.officeDay(visit, day, now)], visit, { ...window, earliest })
        yield* suitingSlots([...slots], wish, day, this.zone)
      }
    }.bind(this)
    return suiting().take(first).toArray()
  }

  /** The next day beyond the horizon that will become bookable. */
  nextRelease(visit: Visit, now: Date): Release | null {
    const { horizonDays } = this.plan.office
    const today = dayOf(minuteOf(now), this.zone)
    return nextRelease(this.plan.desks.values(), visit, today, horizonDays, this.plan.office)
  }

  /** The free time of the desks that can serve the visit, from memory. */
  officeDay(visit: Visit, day: Day, now: Date): PlannedDay {
    const deskDays = this.#free.deskDaysOf(visit, day, now)
    return { origin: daySpan(day, this.zone).from, deskDays, plan: this.plan }
  }

  /**
   * The same, with plan and occupancies read from the database.
   * @param db inside a transaction the connection of the transaction: to wait for another one of the pool could end in a
   *   deadlock
   */
  async freshOfficeDay(
    db: Queryable,
    visit: Visit,
    day: Day,
    now: Date,
    options: FreshOptions = {},
  ): Promise<PlannedDay> {
    const [officeDay] = await this.freshOfficeDays(db, visit, [day], now, options)
    return officeDay!
  }

  /** The same for consecutive days. */
  async freshOfficeDays(
    db: Queryable,
    visit: Visit,
    days: readonly Day[],
    now: Date,
    options: FreshOptions = {},
  ): Promise<PlannedDay[]> {
    return readOfficeDays(db, await this.presentPlan(db), visit, days, now, options)
  }

  /** The plan that this connection sees; inside a transaction with uncommitted changes. */
  async presentPlan(db: Queryable): Promise<Plan> {
    const { rows } = await db.query<{ revision: string }>({
      name: 'plan_revision',
      text: 'SELECT revision::text FROM plan_revision',
    })
    return rows[0]?.revision === this.plan.revision ? this.plan : loadPlan(db, this.#now())
  }

  /** Adds an occupancy that this process has committed, before the feed delivers it. */
  add(occupied: DeskOccupied): void {
    for (const day of this.#daysIn(occupied)) {
      this.#occupancies.add(day, occupied)
      this.#free.forget(day, occupied.deskId)
    }
  }

  /** The days of the office on which a change has an effect. */
  daysOf({ from, to }: Pick<Change, 'from' | 'to'>): Day[] {
    return this.#daysIn({ from: minuteOf(from!), to: minuteOf(to!) })
  }

  close(): void {
    this.#occupancies.close()
  }

  /**
   * Loads plan and occupancies. After the start it is called only by deliveries of the feed, which are sequential: an older
   * result must not replace a newer one.
   */
  async load(): Promise<void> {
    const plan = await loadPlan(this.#db, this.#now())
    const { zone, horizonDays } = plan.office
    const today = dayOf(minuteOf(this.#now()), zone)
    // One more day at the end, because the window moves at midnight and the next load follows within a minute.
    const days = eachDay(today, addDays(today, horizonDays + 1))
    const span = { from: daySpan(days[0]!, zone).from, to: daySpan(days.at(-1)!, zone).to }
    await this.#occupancies.read(readOccupancies(this.#db, null, span), (read) => {
      this.#free.use(plan)
      this.#today = today
      this.#occupancies.load(
        days,
        read.flatMap((occupied) => this.#daysIn(occupied).map((day) => [day, occupied] as const)),
      )
    })
  }

  /** Called every minute. False if a new day has begun and everything must be loaded again. */
  tick(): boolean {
    const today = dayOf(minuteOf(this.#now()), this.zone)
    if (today !== this.#today) return false
    this.#changed({ days: new Set([today]), deskIds: null })
    return true
  }

  /** Applies changes of the feed; idempotent. */
  async apply(changes: readonly Change[]): Promise<void> {
    if (changes.some(({ kind }) => kind === 'PLAN')) {
      await this.load()
      this.#changed({ days: new Set(this.#occupancies.days), deskIds: null })
    }
    await this.#applyOccupancies(changes.filter(({ kind }) => kind === 'OCCUPANCY'))
  }

  /** Reads the changed desk-days again, so that the order of the changes does not matter. */
  async #applyOccupancies(changes: readonly Change[]): Promise<void> {
    const touched = new Map<string, DeskSpan & { day: Day }>()
    for (const change of changes)
      for (const day of this.daysOf(change)) {
        const deskId = change.deskId!
        if (this.#occupancies.has(day))
          touched.set(`${day} ${deskId}`, { day, deskId, ...daySpan(day, this.zone) })
      }
    const deskDays = [...touched.values()]
    if (deskDays.length === 0) return
    await this.#occupancies.read(readOccupanciesIn(this.#db, deskDays), (present) => {
      for (const [nth, { day, deskId }] of deskDays.entries()) {
        this.#occupancies.replace(day, deskId, present[nth]!)
        this.#free.forget(day, deskId)
      }
    })
    this.#changed({
      days: new Set(deskDays.map(({ day }) => day).sort()),
      deskIds: new Set(deskDays.map(({ deskId }) => deskId)),
    })
  }

  #daysIn({ from, to }: Span): Day[] {
    return eachDay(dayOf(from, this.zone), dayOf(Math.max(from, to - 1), this.zone))
  }
}
