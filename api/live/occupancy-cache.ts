import type { Day } from '../availability/model.ts'
import type { DeskOccupied } from './occupancies.ts'

/** Desks of a day whose occupancies ran out. */
export type Expired = (days: ReadonlySet<Day>, deskIds: ReadonlySet<string>) => void

/**
 * The occupancies of a stretch of days in memory, by day and desk; tells when holds among them run out, which
 * changes what can be booked without anybody writing anything.
 */
export class OccupancyCache {
  #byDay = new Map<Day, Map<string, readonly DeskOccupied[]>>()
  #timer: NodeJS.Timeout | undefined
  #next = Infinity
  readonly #expired: Expired
  /** Of each reading that is on its way, what was added since it began. */
  readonly #readings = new Set<(readonly [Day, DeskOccupied])[]>()

  constructor(expired: Expired) {
    this.#expired = expired
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
   * Takes in what the database answers to a reading that has just begun. The answer may not have what was added
   * here meanwhile: that stays.
   */
  async read<T>(reading: Promise<T>, takeIn: (answer: T) => void): Promise<void> {
    const late: (readonly [Day, DeskOccupied])[] = []
    this.#readings.add(late)
    try {
      takeIn(await reading)
      for (const [day, occupied] of late) this.#put(day, occupied)
    } finally {
      this.#readings.delete(late)
    }
  }

  /** Replaces everything: these days, and no others, are known from now on. */
  load(days: readonly Day[], taken: Iterable<readonly [Day, DeskOccupied]>): void {
    this.#byDay = new Map(days.map((day) => [day, new Map()]))
    for (const [day, occupied] of taken) this.#put(day, occupied)
    this.#wakeAtNext()
  }

  /** Replaces what is known of one desk on one day; ignored for days that are not known. */
  replace(day: Day, deskId: string, occupied: readonly DeskOccupied[]): void {
    this.#byDay.get(day)?.set(deskId, occupied)
    for (const { expiresAt } of occupied) this.#wakeAt(expiresAt)
  }

  /** Adds an occupancy; one booking has one place, so an earlier one of the same booking goes. Ignored as by replace. */
  add(day: Day, occupied: DeskOccupied): void {
    this.#put(day, occupied)
    for (const late of this.#readings) late.push([day, occupied])
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  #put(day: Day, occupied: DeskOccupied): void {
    const { deskId, bookingId } = occupied
    const others = this.of(day, deskId).filter((other) => bookingId === null || other.bookingId !== bookingId)
    this.replace(day, deskId, [...others, occupied])
  }

  #wakeAt(expiresAt: number | null): void {
    const since = Date.now()
    if (expiresAt === null || expiresAt >= this.#next || expiresAt <= since) return
    this.#next = expiresAt
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#tell(since), expiresAt - since + 1)
    this.#timer.unref()
  }

  #wakeAtNext(): void {
    this.#next = Infinity
    for (const [, , occupied] of this.#all()) for (const { expiresAt } of occupied) this.#wakeAt(expiresAt)
  }

  #tell(since: number): void {
    const now = Date.now()
    const ranOut = (occupied: readonly DeskOccupied[]) =>
      occupied.some(({ expiresAt }) => expiresAt !== null && expiresAt > since && expiresAt <= now)
    const gone = this.#all().filter(([, , occupied]) => ranOut(occupied))
    if (gone.length > 0)
      this.#expired(new Set(gone.map(([day]) => day)), new Set(gone.map(([, deskId]) => deskId)))
    this.#wakeAtNext()
  }

  #all(): (readonly [Day, string, readonly DeskOccupied[]])[] {
    return [...this.#byDay].flatMap(([day, desks]) =>
      [...desks].map(([id, occupied]) => [day, id, occupied] as const),
    )
  }
}
