import { addDays, dayOf } from './calendar.ts'
import type { Day, Desk, DeskDay, Minute, OfficeDay, Span, Visit } from './model.ts'
import { TO_CITIZENS, TO_OFFICE } from './offer.ts'
import { freeRuns } from './runs.ts'
import { canServe } from './visit.ts'

/** A visit that needs another time or desk. */
export interface Displaced {
  readonly id: string
  readonly visit: Visit
  readonly from: Minute
  /** Only another desk at the same time is possible, because the citizen is already waiting. */
  readonly sameTimeOnly: boolean
}

/** A free time at a desk that is not proposed for another visit. */
export interface Proposal {
  readonly deskId: string
  readonly from: Minute
  readonly to: Minute
}

/** The search range. */
export interface ProposalFrame {
  /** The free time of the usable desks on a day. */
  officeDay(day: Day): OfficeDay
  readonly zone: string
  /** Lower bound of all proposals. */
  readonly earliest: Minute
  /** Lower bound of proposals before the agreed time, because the citizen needs time to read the mail. */
  readonly earlierFrom: Minute
  /** Exclusive. */
  readonly latest: Minute
}

/** Days before and after the agreed day that are searched. */
const DAYS = 14

/**
 * Proposes times near the agreed ones. All proposals can be taken together: no two overlap at a desk. First every visit
 * gets one proposal, in the order of time, then every visit a second one. The same time at another desk comes first,
 * because then no citizen has to be notified.
 * @param most proposals for each visit
 */
export function proposalsFor(
  displaced: readonly Displaced[],
  most: number,
  frame: ProposalFrame,
): Map<string, Proposal[]> {
  const free = new FreeTime(frame)
  const inOrder = displaced.toSorted((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1))
  const found = new Map(inOrder.map(({ id }) => [id, [] as Proposal[]]))
  for (let round = 0; round < most; round++)
    for (const one of inOrder) {
      const own = found.get(one.id)!
      // A visit without a proposal in one round has none in the next.
      if (own.length < round) continue
      const proposal = nearest(
        one,
        free,
        frame,
        own.map(({ from }) => from),
      )
      if (!proposal) continue
      own.push(proposal)
      free.take(proposal)
    }
  return found
}

function nearest(
  { visit, from, sameTimeOnly }: Displaced,
  free: FreeTime,
  frame: ProposalFrame,
  known: Minute[],
): Proposal | null {
  const isAllowed = (start: Minute) =>
    start < frame.latest &&
    !known.includes(start) &&
    start >= (start < from ? frame.earlierFrom : frame.earliest)
  const agreedDay = dayOf(from, frame.zone)
  if (!known.includes(from)) {
    // At the agreed time another desk is always allowed.
    const same = free.of(agreedDay).find(({ desk, runs }) => {
      const length = visit.minutes + desk.bufferMinutes
      return canServe(desk, visit) && runs.some((run) => TO_OFFICE.has(run, length, desk, 0, from))
    })
    if (same) return { deskId: same.desk.id, from, to: from + visit.minutes }
  }
  if (sameTimeOnly) return null
  for (let far = 0; far <= DAYS; far++) {
    const days = far === 0 ? [agreedDay] : [addDays(agreedDay, far), addDays(agreedDay, -far)]
    const best = days
      .flatMap((day) => nearestOn(day, visit, from, free, isAllowed) ?? [])
      .sort(byDistance(from))[0]
    if (best) return best
  }
  return null
}

function nearestOn(
  day: Day,
  visit: Visit,
  agreed: Minute,
  free: FreeTime,
  isAllowed: (start: Minute) => boolean,
): Proposal | null {
  let best: Proposal | null = null
  const origin = free.originOf(day)
  for (const { desk, runs } of free.of(day)) {
    if (!canServe(desk, visit)) continue
    for (const run of runs)
      for (const from of TO_CITIZENS.starts(run, visit.minutes + desk.bufferMinutes, desk, origin)) {
        if (!isAllowed(from)) continue
        const one: Proposal = { deskId: desk.id, from, to: from + visit.minutes }
        if (!best || byDistance(agreed)(one, best) < 0) best = one
      }
  }
  return best
}

/** Order by distance from the agreed time; at the same distance the later one comes first. */
const byDistance = (agreed: Minute) => (a: Proposal, b: Proposal) =>
  Math.abs(a.from - agreed) - Math.abs(b.from - agreed) || b.from - a.from

/** The free time, less the proposals so far. */
class FreeTime {
  readonly #frame: ProposalFrame
  readonly #days = new Map<Day, { origin: Minute; deskDays: { desk: Desk; runs: readonly Span[] }[] }>()

  constructor(frame: ProposalFrame) {
    this.#frame = frame
  }

  of(day: Day): readonly Pick<DeskDay, 'desk' | 'runs'>[] {
    return this.#known(day).deskDays
  }

  originOf(day: Day): Minute {
    return this.#known(day).origin
  }

  take({ deskId, from, to }: Proposal): void {
    const one = this.#known(dayOf(from, this.#frame.zone)).deskDays.find(({ desk }) => desk.id === deskId)!
    one.runs = freeRuns(one.runs, [{ from, to: to + one.desk.bufferMinutes }])
  }

  #known(day: Day) {
    let known = this.#days.get(day)
    if (!known) {
      const { origin, deskDays } = this.#frame.officeDay(day)
      known = { origin, deskDays: deskDays.map(({ desk, runs }) => ({ desk, runs })) }
      this.#days.set(day, known)
    }
    return known
  }
}
