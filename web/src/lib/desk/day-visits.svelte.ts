import { listen } from '#lib/graphql/subscription.svelte.ts'
import { locale } from '#lib/i18n/i18n.ts'
import { dayOf, type Day } from '#lib/time/time.ts'
import { TodayPage_BookingsChanged, type DeskVisitData } from './desk.graphql.ts'
import { type Heard, heardMore, type Loaded, merged } from './live-merge.ts'

interface Page {
  day: Day
  scope: { departmentId: string | null; deskId: string | null }
  bookings: DeskVisitData[]
}

/** Changes that come closer than this are shown together: five hundred in ten seconds leave time to work. */
const PAUSE_MS = 200

/**
 * The visits of a day as they are now: what the page was loaded with, and what has changed since. Elements are kept,
 * so that focus, selection and scrolling stay. Make it while a component is initialised.
 */
export class DayVisits {
  #loaded: () => Page
  #heard = $state.raw<Heard<DeskVisitData>>()
  #live: { readonly connected: boolean }
  #waiting = new Map<string, DeskVisitData>()
  /** What waits is all there is: a connection has begun. */
  #anew = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #shownAt = 0
  #tell: (visits: DeskVisitData[]) => void

  /** @param tell gets what others have changed, once for all that is shown together */
  constructor(loaded: () => Page, tell: (visits: DeskVisitData[]) => void) {
    this.#loaded = loaded
    this.#tell = tell
    this.#live = listen(
      TodayPage_BookingsChanged,
      () => {
        const [day, departmentId] = JSON.parse(this.#range) as [Day, string | null]
        return { day, departmentId, locale: locale() }
      },
      ({ bookingsChanged }, first) => this.#receive(bookingsChanged.bookings, first),
    )
    $effect(() => () => clearTimeout(this.#timer))
  }

  get connected(): boolean {
    return this.#live.connected
  }

  /** It was live, and is no longer. */
  readonly lost = $derived.by(() => {
    const { connected } = this.#live
    this.#wasLive ||= connected
    return this.#wasLive && !connected
  })
  #wasLive = false

  readonly #range = $derived.by(() => {
    const { day, scope } = this.#loaded()
    return JSON.stringify([day, scope.departmentId])
  })
  readonly #all = $derived.by(() => merged(this.#present(), this.#heard, this.connected))

  /** By start; those that were moved to another day or desk are gone. */
  readonly visits = $derived.by(() => {
    const { day, scope } = this.#loaded()
    return [...this.#all.values()]
      .filter(({ startsAt }) => dayOf(startsAt) === day)
      .filter(({ atDesk }) => !scope.deskId || atDesk?.desk.id === scope.deskId)
      .sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt) || a.id.localeCompare(b.id))
  })

  /** The answer to what was done here: shown at once, and nobody has to be told. */
  put(visit: DeskVisitData): void {
    // A colleague's next change may have come before this answer.
    const known = this.#all.get(visit.id)
    if (!known || known.version <= visit.version) this.#show([visit], false)
  }

  #receive(visits: readonly DeskVisitData[], first: boolean): void {
    if (first) {
      this.#waiting.clear()
      this.#anew = true
    }
    for (const visit of visits) this.#waiting.set(visit.id, visit)
    this.#timer ??= setTimeout(
      () => requestAnimationFrame(() => this.#showWaiting()),
      Math.max(0, this.#shownAt + PAUSE_MS - performance.now()),
    )
  }

  #showWaiting(): void {
    this.#timer = undefined
    this.#shownAt = performance.now()
    const told = [...this.#waiting.values()]
    // The first event repeats all that the page was loaded with.
    const fresh = told.filter(({ id, version }) => (this.#all.get(id)?.version ?? -1) < version)
    this.#waiting.clear()
    if (this.#anew || fresh.length > 0) this.#show(told, this.#anew)
    this.#anew = false
    if (fresh.length > 0) this.#tell(fresh)
  }

  #show(visits: readonly DeskVisitData[], anew: boolean): void {
    this.#heard = heardMore(this.#present(), this.#heard, visits, anew)
  }

  #present(): Loaded<DeskVisitData> {
    return { range: this.#range, items: this.#loaded().bookings }
  }
}
