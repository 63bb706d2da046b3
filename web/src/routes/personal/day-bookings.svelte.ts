import { listen } from '#lib/graphql/live.svelte.ts'
import { locale } from '#lib/i18n/index.ts'
import { dayOf, type Day } from '#lib/time/index.ts'
import { StaffPage_BookingsChanged, type StaffBookingData } from './staff.graphql.ts'

interface Loaded {
  day: Day
  departmentId: string | null
  bookings: StaffBookingData[]
}

/**
 * The bookings of a day as they are now: what the page was loaded with, and what has changed since. Rows keep
 * their elements, so that focus and selection stay. Make it while a component is initialised.
 */
export class DayBookings {
  #loaded: () => Loaded
  #changed = $state.raw<{ of: StaffBookingData[]; bookings: Map<string, StaffBookingData> }>()
  #live: { readonly connected: boolean }

  constructor(loaded: () => Loaded) {
    this.#loaded = loaded
    const range = $derived(JSON.stringify([loaded().day, loaded().departmentId]))
    this.#live = listen(
      StaffPage_BookingsChanged,
      () => {
        const [day, departmentId] = JSON.parse(range) as [Day, string | null]
        return { day, departmentId, locale: locale() }
      },
      ({ bookingsChanged }) => this.#receive(bookingsChanged.bookings),
    )
  }

  get connected(): boolean {
    return this.#live.connected
  }

  /** By start; those that were moved to another day are gone. */
  readonly bookings = $derived.by(() => {
    const { bookings, day } = this.#loaded()
    const all = new Map(bookings.map((booking) => [booking.id, booking]))
    // What was heard before the page was loaded anew is in what it was loaded with.
    if (this.#changed?.of === bookings)
      for (const [id, booking] of this.#changed.bookings) all.set(id, booking)
    return [...all.values()]
      .filter((booking) => dayOf(booking.startsAt) === day)
      .sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt) || a.id.localeCompare(b.id))
  })

  #receive(bookings: readonly StaffBookingData[]): void {
    const of = this.#loaded().bookings
    const before = this.#changed?.of === of ? this.#changed.bookings : []
    this.#changed = {
      of,
      bookings: new Map([...before, ...bookings.map((each) => [each.id, each] as const)]),
    }
  }
}
