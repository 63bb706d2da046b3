import type { Day } from '../availability/model.ts'
import { type DeskOccupied, expiryOf } from './occupancies.ts'

/** Receives the days and desks of holds that have expired. */
export type Expired = (days: ReadonlySet<Day>, deskIds: ReadonlySet<string>) => void

/** Node's timers are limited to 2^31 - 1 milliseconds; for a hold that expires later the timer is set again. */
const MAX_TIMER_MS = 24 * 3_600_000

/**
 * The occupancies of the bookable days in memory, by day and desk. Reports expired holds, because their time becomes free
 * without a write to the database.
 */
export class OccupancyCache {
  #byDay = new Map<Day, Map<string, readonly DeskOccupied[]>>()
  #timer: NodeJS.Timeout | undefined
  /** The expiry for which the timer is set. */
  #next: Date | null = null
  readonly #expired: Expired
  readonly #now: () => Date
  /** For each running query, the occupancies that were added since it began. */
  readonly #running = new Set<(readonly [Day, DeskOccupied])[]>()

  /** @param now the product's clock, by which holds expire */
  constructor(expired: Expired, now: () => Date) {
    this.#expired = expired
    this.#now = now
  }

  get days(): Day[] {
    return [...this.#byDay.keys()]
  }

  has(day: Day): boolean {
    return this.#byDay.has(day)
  }

  of(day: Day, deskId: string): readonly DeskOccupied[] {
    return this.#byDay.get(day)?.get(deskId) ?? []
  }

  /**
   * Stores the result of a query. Occupancies that are added while it runs may be missing in its result, so they are added
   * again afterwards.
   */
  async read<T>(query: Promise<T>, store: (result: T) => void): Promise<void> {
    const added: (readonly [Day, DeskOccupied])[] = []
    this.#running.add(added)
    try {
      store(await query)
      for (const [day, occupied] of added) this.#put(day, occupied)
    } finally {
      this.#running.delete(added)
    }
  }

  /** Replaces the loaded days and all their occupancies. */
  load(days: readonly Day[], occupancies: Iterable<readonly [Day, DeskOccupied]>): void {
    this.#byDay = new Map(days.map((day) => [day, new Map()]))
    for (const [day, occupied] of occupancies) this.#put(day, occupied)
    this.#wakeAtNext()
  }

  /** Replaces the occupancies of one desk on one day; ignored for days that are not loaded. */
  replace(day: Day, deskId: string, occupied: readonly DeskOccupied[]): void {
    this.#byDay.get(day)?.set(deskId, occupied)
    for (const one of occupied) this.#wakeAt(expiryOf(one))
  }

  /** Adds an occupancy; replaces the one of the same booking at that desk. Ignored for days that are not loaded. */
  add(day: Day, occupied: DeskOccupied): void {
    this.#put(day, occupied)
    for (const added of this.#running) added.push([day, occupied])
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  #put(day: Day, occupied: DeskOccupied): void {
    const { deskId, bookingId } = occupied
    const others = this.of(day, deskId).filter((other) => bookingId === null || other.bookingId !== bookingId)
    this.replace(day, deskId, [...others, occupied])
  }

  #wakeAt(expiry: Date | null): void {
    const since = this.#now()
    if (expiry === null || expiry <= since || (this.#next && expiry >= this.#next)) return
    this.#next = expiry
    clearTimeout(this.#timer)
    const delayMs = expiry.getTime() - since.getTime() + 1
    this.#timer = setTimeout(() => this.#report(since), Math.min(delayMs, MAX_TIMER_MS))
    this.#timer.unref()
  }

  #wakeAtNext(): void {
    this.#next = null
    for (const [, , occupied] of this.#all()) for (const one of occupied) this.#wakeAt(expiryOf(one))
  }

  #report(since: Date): void {
    const now = this.#now()
    const hasExpired = (occupied: readonly DeskOccupied[]) =>
      occupied.some((one) => {
        const expiry = expiryOf(one)
        return expiry !== null && expiry > since && expiry <= now
      })
    const expired = this.#all().filter(([, , occupied]) => hasExpired(occupied))
    if (expired.length > 0)
      this.#expired(new Set(expired.map(([day]) => day)), new Set(expired.map(([, deskId]) => deskId)))
    this.#wakeAtNext()
  }

  #all(): (readonly [Day, string, readonly DeskOccupied[]])[] {
    return [...this.#byDay].flatMap(([day, desks]) =>
      [...desks].map(([id, occupied]) => [day, id, occupied] as const),
    )
  }
}
