import { EventEmitter } from 'node:events'
import type { Logger } from 'pino'
import { addDays, dayOf, daySpan, eachDay } from '../availability/calendar.ts'
import type { BookableWindow, Day, Slot, Span, Visit } from '../availability/model.ts'
import { nextRelease, type Release } from '../availability/release.ts'
import { slotsInOrder } from '../availability/slots.ts'
import { ANY_TIME, suitingSlots, suitsDay } from '../availability/wish.ts'
import type { Database, Queryable } from '../kernel/db.ts'
import { type Change, type ChangeFeed, feedPosition, followChanges } from './feed.ts'
import {
  type DeskOccupied,
  type DeskSpan,
  minuteOf,
  readOccupancies,
  readOccupanciesIn,
} from './occupancies.ts'
import { FreeTimes } from './free-times.ts'
import { type FreshOptions, type PlannedDay, readOfficeDays } from './office-days.ts'
import { loadPlan, type Plan, windowOf } from './plan.ts'
import { TakenTimes } from './taken.ts'

/** What listeners are told: days on which something that can be booked may have changed. */
export interface DaysChanged {
  days: ReadonlySet<Day>
  /** Null: of any desk. */
  deskIds: ReadonlySet<string> | null
}

/** Bookings that changed, with the days they are or were on. */
export interface BookingsChanged {
  bookingIds: ReadonlySet<string>
  days: ReadonlySet<Day>
}

interface Events {
  days: [DaysChanged]
  bookings: [BookingsChanged]
  catalogue: []
  /** Somebody's rights changed, or a session ended. */
  staff: []
}

/**
 * The whole bookable horizon in memory, kept fresh by the change feed: answers which slots there are without
 * touching the database. It is a cache of offers: whoever books asks PostgreSQL.
 */
export class Horizon {
  readonly #db: Database
  readonly #log: Logger
  readonly #events = new EventEmitter<Events>()
  readonly #taken: TakenTimes
  readonly #free: FreeTimes
  #feed!: ChangeFeed
  readonly #now: () => Date
  #today: Day = ''
  #clock: NodeJS.Timeout | undefined

  private constructor(db: Database, now: () => Date, log: Logger) {
    this.#db = db
    this.#now = now
    this.#log = log
    this.#taken = new TakenTimes((days, deskIds) => this.#events.emit('days', { days, deskIds }), now)
    this.#free = new FreeTimes(this.#taken)
    // Every open page is a listener.
    this.#events.setMaxListeners(0)
  }

  /** Loads the horizon and follows the feed from before the load on: nothing falls between. */
  static async open(db: Database, now: () => Date, log: Logger): Promise<Horizon> {
    const horizon = new Horizon(db, now, log)
    const since = await feedPosition(db.pool)
    await horizon.#load()
    horizon.#feed = followChanges({
      pool: db.pool,
      url: db.url,
      since,
      deliver: (changes) => horizon.#apply(changes),
      log,
    })
    horizon.#clock = setInterval(() => horizon.#tick(), 60_000)
    horizon.#clock.unref()
    return horizon
  }

  get plan(): Plan {
    return this.#free.plan
  }

  get zone(): string {
    return this.plan.office.zone
  }

  /** Which starts may be booked at an instant. */
  windowAt(now: Date): BookableWindow {
    return windowOf(this.plan, now)
  }

  /** The slots of one day that can be booked at an instant, in order. */
  slotsOn(day: Day, visit: Visit, now: Date, { earliest, latest } = this.windowAt(now)): Slot[] {
    const { from, to } = daySpan(day, this.zone)
    if (to <= earliest || from >= latest) return []
    return this.#free
      .slotsOf(day, visit, now.getTime())
      .filter((slot) => slot.from >= earliest && slot.from < latest)
  }

  /** The earliest slots that suit, from an instant on. */
  nextSlots(visit: Visit, now: Date, after: Date, first: number, wish = ANY_TIME): Slot[] {
    const window = this.windowAt(now)
    const earliest = Math.max(window.earliest, Math.ceil(after.getTime() / 60_000))
    if (earliest >= window.latest) return []
    const days = eachDay(dayOf(earliest, this.zone), dayOf(window.latest - 1, this.zone))
    const suiting = function* (this: Horizon): Generator<Slot> {
      for (const day of days) {
        if (!suitsDay(wish, day)) continue
        const slots = slotsInOrder([this.officeDay(visit, day, now)], visit, { ...window, earliest })
        yield* suitingSlots([...slots], wish, day, this.zone)
      }
    }.bind(this)
    return suiting().take(first).toArray()
  }

  /** When times open that can't be booked yet. */
  nextRelease(visit: Visit, now: Date): Release | null {
    const { horizonDays } = this.plan.office
    const today = dayOf(minuteOf(now), this.zone)
    return nextRelease(this.plan.desks.values(), visit, today, horizonDays, this.plan.office)
  }

  /** The free time of the desks that can do the visit, from memory. */
  officeDay(visit: Visit, day: Day, now: Date): PlannedDay {
    const deskDays = this.#free.deskDaysOf(visit, day, now.getTime())
    return { origin: daySpan(day, this.zone).from, deskDays, plan: this.plan }
  }

  /**
   * The same, read from the database now, with the plan as it is now.
   * @param db inside a transaction its own connection: waiting there for another one of the pool could block all
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

  /** The same for several days that follow each other. */
  async freshOfficeDays(
    db: Queryable,
    visit: Visit,
    days: readonly Day[],
    now: Date,
    options: FreshOptions = {},
  ): Promise<PlannedDay[]> {
    return readOfficeDays(db, await this.#presentPlan(db), visit, days, now, options)
  }

  /** An occupancy that this process has just committed: known here before the feed tells it. */
  add(occupied: DeskOccupied): void {
    for (const day of this.#daysOf(occupied)) {
      this.#taken.add(day, occupied)
      this.#free.forget(day, occupied.deskId)
    }
    this.#feed.committed()
  }

  /** Whatever was committed before the call is known here afterwards, whoever did it. */
  catchUp(): Promise<void> {
    return this.#feed.catchUp()
  }

  /** This process has committed something that gives time back or changes the plan: read on before answering. */
  async committed(): Promise<void> {
    this.#feed.committed()
    await this.catchUp()
  }

  on<Name extends keyof Events>(name: Name, listener: (...args: Events[Name]) => void): () => void {
    this.#events.on(name, listener as never)
    return () => this.#events.off(name, listener as never)
  }

  /** How many listen, for the metrics of a process. */
  listeners(name: keyof Events): number {
    return this.#events.listenerCount(name)
  }

  async close(): Promise<void> {
    clearInterval(this.#clock)
    this.#taken.close()
    this.#events.removeAllListeners()
    await this.#feed.stop()
  }

  /** Once at the start, and then only in the feed's own turns: an older reading must not come after a newer one. */
  async #load(): Promise<void> {
    const plan = await loadPlan(this.#db.pool, this.#now())
    const { zone, horizonDays } = plan.office
    const today = dayOf(minuteOf(this.#now()), zone)
    // A day more at the end: the window moves on at midnight, the load follows within a minute.
    const days = eachDay(today, addDays(today, horizonDays + 1))
    const span = { from: daySpan(days[0]!, zone).from, to: daySpan(days.at(-1)!, zone).to }
    await this.#taken.read(readOccupancies(this.#db.pool, null, span), (taken) => {
      this.#free.use(plan)
      this.#today = today
      this.#taken.load(
        days,
        taken.flatMap((occupied) => this.#daysOf(occupied).map((day) => [day, occupied] as const)),
      )
    })
  }

  /** Starts come too near to be booked, and days come into the horizon, without anybody writing anything. */
  #tick(): void {
    const today = dayOf(minuteOf(this.#now()), this.zone)
    if (today === this.#today) this.#events.emit('days', { days: new Set([today]), deskIds: null })
    else
      this.#feed
        .startAnew()
        .catch((error) => this.#log.warn({ code: error.code }, 'horizon: will load again'))
  }

  /**
   * The plan as this connection sees it: within a transaction maybe one that is never committed, so it is not
   * remembered here. What is committed comes by the feed.
   */
  async #presentPlan(db: Queryable): Promise<Plan> {
    const { rows } = await db.query<{ revision: string }>({
      name: 'plan_revision',
      text: 'SELECT revision::text FROM plan_revision',
    })
    return rows[0]?.revision === this.plan.revision ? this.plan : loadPlan(db, this.#now())
  }

  async #apply(changes: Change[]): Promise<void> {
    if (changes.some(({ kind }) => kind === 'STAFF')) this.#events.emit('staff')
    if (changes.some(({ kind }) => kind === 'CATALOGUE')) this.#events.emit('catalogue')
    if (changes.some(({ kind }) => kind === 'PLAN')) {
      await this.#load()
      this.#events.emit('days', { days: new Set(this.#taken.days), deskIds: null })
    }
    await this.#applyOccupancies(changes.filter(({ kind }) => kind === 'OCCUPANCY'))
    const bookings = changes.filter(({ kind }) => kind === 'BOOKING')
    if (bookings.length > 0) {
      const days = new Set(bookings.flatMap((change) => this.#daysOf(spanOf(change))))
      this.#events.emit('bookings', {
        bookingIds: new Set(bookings.map(({ bookingId }) => bookingId!)),
        days,
      })
    }
  }

  /** Reads the desk-days that changed once more, whole: what is delivered twice does no harm. */
  async #applyOccupancies(changes: Change[]): Promise<void> {
    if (changes.length === 0) return
    const touched = new Map<string, DeskSpan & { day: Day }>()
    for (const change of changes)
      for (const day of this.#daysOf(spanOf(change))) {
        const deskId = change.deskId!
        if (this.#taken.has(day)) touched.set(`${day} ${deskId}`, { day, deskId, ...daySpan(day, this.zone) })
      }
    const deskDays = [...touched.values()]
    if (deskDays.length === 0) return
    await this.#taken.read(readOccupanciesIn(this.#db.pool, deskDays), (present) => {
      for (const [nth, { day, deskId }] of deskDays.entries()) {
        this.#taken.replace(day, deskId, present[nth]!)
        this.#free.forget(day, deskId)
      }
    })
    this.#events.emit('days', {
      days: new Set(deskDays.map(({ day }) => day).sort()),
      deskIds: new Set(deskDays.map(({ deskId }) => deskId)),
    })
  }

  #daysOf({ from, to }: Span): Day[] {
    return eachDay(dayOf(from, this.zone), dayOf(Math.max(from, to - 1), this.zone))
  }
}

const spanOf = ({ from, to }: Change): Span => ({ from: minuteOf(from!), to: minuteOf(to!) })
