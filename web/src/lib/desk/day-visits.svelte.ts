import { listen } from '#lib/graphql/subscription.svelte.ts'
import { locale } from '#lib/i18n/i18n.ts'
import { dayOf, type Day } from '#lib/time/time.ts'
import { TodayPage_BookingsChanged, type DeskVisitData } from './desk.graphql.ts'
import { type LiveState, applyEvent, type Loaded, mergeWithLoaded } from './live-merge.ts'

interface Page {
  day: Day
  scope: { departmentId: string | null; deskId: string | null }
  bookings: DeskVisitData[]
}

/** Changes within this time are shown together, so that 500 changes in ten seconds do not block the page. */
const PAUSE_MS = 200

/**
 * The current visits of a day: those that the page has loaded, and live changes. Elements of the page are kept, so that
 * focus, selection and scrolling stay. Create it while a component is initialised.
 */
export class DayVisits {
  #loaded: () => Page
  #state = $state.raw<LiveState<DeskVisitData>>()
  #live: { readonly connected: boolean }
  #waiting = new Map<string, DeskVisitData>()
  /** The waiting visits are the complete list that a new connection begins with. */
  #waitsForAll = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #shownAt = 0
  /** Whether the page was left. A frame or an answer that was awaited then arrives too late, and must not read state. */
  #wasLeft = false
  #announce: (visits: DeskVisitData[]) => void

  /** @param announce receives visits changed by others, in one call for all that are shown together */
  constructor(loaded: () => Page, announce: (visits: DeskVisitData[]) => void) {
    this.#loaded = loaded
    this.#announce = announce
    this.#live = listen(
      TodayPage_BookingsChanged,
      () => {
        const [day, departmentId] = JSON.parse(this.#range) as [Day, string | null]
        return { day, departmentId, locale: locale() }
      },
      ({ bookingsChanged }, first) => this.#receive(bookingsChanged.bookings, first),
    )
    $effect(() => () => {
      this.#wasLeft = true
      clearTimeout(this.#timer)
    })
  }

  get connected(): boolean {
    return this.#live.connected
  }

  /** Whether the connection was open before and is closed now. */
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
  readonly #all = $derived.by(() => mergeWithLoaded(this.#present(), this.#state, this.connected))

  /** The visits by start, without visits that were moved to another day or desk. */
  readonly visits = $derived.by(() => {
    const { day, scope } = this.#loaded()
    return [...this.#all.values()]
      .filter(({ startsAt }) => dayOf(startsAt) === day)
      .filter(({ atDesk }) => !scope.deskId || atDesk?.desk.id === scope.deskId)
      .sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt) || a.id.localeCompare(b.id))
  })

  /** Whether a version of a visit is still the one shown. After the page was left nobody knows: the server decides. */
  isShown(id: string, version: number): boolean {
    return this.#wasLeft || this.#all.get(id)?.version === version
  }

  /** Shows the result of an own command immediately, without announcing it. */
  put(visit: DeskVisitData): void {
    if (this.#wasLeft) return
    // The event of a colleague's next change may have overtaken this result.
    const known = this.#all.get(visit.id)
    if (!known || known.version <= visit.version) this.#show([visit], false)
  }

  #receive(visits: readonly DeskVisitData[], first: boolean): void {
    if (first) {
      this.#waiting.clear()
      this.#waitsForAll = true
    }
    for (const visit of visits) this.#waiting.set(visit.id, visit)
    this.#timer ??= setTimeout(
      () => requestAnimationFrame(() => this.#showWaiting()),
      Math.max(0, this.#shownAt + PAUSE_MS - performance.now()),
    )
  }

  #showWaiting(): void {
    if (this.#wasLeft) return
    this.#timer = undefined
    this.#shownAt = performance.now()
    const received = [...this.#waiting.values()]
    // The first event repeats the visits that the page has loaded.
    const fresh = received.filter(({ id, version }) => (this.#all.get(id)?.version ?? -1) < version)
    this.#waiting.clear()
    if (this.#waitsForAll || fresh.length > 0) this.#show(received, this.#waitsForAll)
    this.#waitsForAll = false
    if (fresh.length > 0) this.#announce(fresh)
  }

  #show(visits: readonly DeskVisitData[], isFirst: boolean): void {
    this.#state = applyEvent(this.#present(), this.#state, visits, isFirst)
  }

  #present(): Loaded<DeskVisitData> {
    return { range: this.#range, items: this.#loaded().bookings }
  }
}
