import { listen } from '#lib/graphql/live.svelte.ts'
import { locale } from '#lib/i18n/index.ts'
import { dayOf, type Day } from '#lib/time/index.ts'
import { TodayPage_BookingsChanged, type DeskVisitData } from './desk.graphql.ts'

interface Loaded {
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
  #loaded: () => Loaded
  #changed = $state.raw<{ of: DeskVisitData[]; visits: Map<string, DeskVisitData> }>()
  #live: { readonly connected: boolean }
  #waiting = new Map<string, DeskVisitData>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #shownAt = 0
  #tell: (visits: DeskVisitData[]) => void

  /** @param tell gets what others have changed, once for all that is shown together */
  constructor(loaded: () => Loaded, tell: (visits: DeskVisitData[]) => void) {
    this.#loaded = loaded
    this.#tell = tell
    const range = $derived(JSON.stringify([loaded().day, loaded().scope.departmentId]))
    this.#live = listen(
      TodayPage_BookingsChanged,
      () => {
        const [day, departmentId] = JSON.parse(range) as [Day, string | null]
        return { day, departmentId, locale: locale() }
      },
      ({ bookingsChanged }) => this.#receive(bookingsChanged.bookings),
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

  /** By start; those that were moved to another day or desk are gone. */
  readonly visits = $derived.by(() => {
    const { bookings, day, scope } = this.#loaded()
    const all = new Map(bookings.map((visit) => [visit.id, visit]))
    // What was heard before the page was loaded anew is in what it was loaded with.
    if (this.#changed?.of === bookings) for (const [id, visit] of this.#changed.visits) all.set(id, visit)
    return [...all.values()]
      .filter(({ startsAt }) => dayOf(startsAt) === day)
      .filter(({ atDesk }) => !scope.deskId || atDesk?.desk.id === scope.deskId)
      .sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt) || a.id.localeCompare(b.id))
  })

  /** The answer to what was done here: shown at once, and nobody has to be told. */
  put(visit: DeskVisitData): void {
    // A colleague's next change may have come before this answer.
    const known = this.visits.find(({ id }) => id === visit.id)
    if (!known || known.version <= visit.version) this.#show([visit])
  }

  #receive(visits: readonly DeskVisitData[]): void {
    for (const visit of visits) this.#waiting.set(visit.id, visit)
    this.#timer ??= setTimeout(
      () =>
        requestAnimationFrame(() => {
          this.#timer = undefined
          this.#shownAt = performance.now()
          const fresh = this.#fresh()
          this.#waiting.clear()
          if (fresh.length === 0) return
          this.#show(fresh)
          this.#tell(fresh)
        }),
      Math.max(0, this.#shownAt + PAUSE_MS - performance.now()),
    )
  }

  /** Of what came, what is not shown yet: the first event repeats all that the page was loaded with. */
  #fresh(): DeskVisitData[] {
    const { bookings } = this.#loaded()
    const versions = new Map(bookings.map(({ id, version }) => [id, version]))
    if (this.#changed?.of === bookings)
      for (const [id, { version }] of this.#changed.visits) versions.set(id, version)
    return [...this.#waiting.values()].filter(({ id, version }) => (versions.get(id) ?? -1) < version)
  }

  #show(visits: readonly DeskVisitData[]): void {
    const of = this.#loaded().bookings
    const before = this.#changed?.of === of ? this.#changed.visits : []
    this.#changed = { of, visits: new Map([...before, ...visits.map((each) => [each.id, each] as const)]) }
  }
}
