import { dayOf, eachDay } from '../../api/availability/calendar.ts'
import { visitOf } from '../../api/availability/visit.ts'
import { type Candidate, candidatesAt } from '../../api/booking/candidates.ts'
import type { AvailabilityCache } from '../../api/live/availability-cache.ts'
import { instantOf, minuteOf } from '../../api/kernel/instant.ts'

/** A visit that can be booked after all earlier ones of its caller. */
export interface PlannedVisit {
  id: string
  serviceId: string
  startsAt: Date
  endsAt: Date
  /** The candidates that the product would pass to the database. */
  candidates: Candidate[]
}

/** After so many draws without a free slot the days of a caller count as full. */
const MAX_DRAWS = 200

/**
 * Plans visits on all days of the horizon and for all services, for concurrent callers. Each caller has its own days, so
 * that no caller changes the free runs of another one's candidates. Adds the visits to the cache, which afterwards
 * contains occupancies that are not in the database.
 * @param max visits of one caller; all callers get the number of the one with the fewest
 */
export function planVisits(
  availability: AvailabilityCache,
  now: Date,
  callers: number,
  max: number,
): PlannedVisit[][] {
  const { earliest, latest } = availability.windowAt(now)
  const days = eachDay(dayOf(earliest, availability.zone), dayOf(latest - 1, availability.zone))
  const services = [...availability.plan.services.keys()]
  const open = days.filter((day) =>
    services.some((id) => availability.slotsOn(day, visitFor(id), now).length > 0),
  )
  const daysOf = (caller: number) => open.filter((_, index) => index % callers === caller)

  function visitFor(serviceId: string) {
    return visitOf([{ serviceId, persons: 1 }], availability.plan.services)
  }

  function draw(ownDays: string[]): PlannedVisit | null {
    for (let draws = 0; draws < MAX_DRAWS; draws++) {
      const serviceId = oneOf(services)
      const visit = visitFor(serviceId)
      const day = oneOf(ownDays)
      const slots = availability.slotsOn(day, visit, now)
      if (slots.length === 0) continue
      const startsAt = instantOf(oneOf(slots).from)
      const id = crypto.randomUUID()
      const candidates = candidatesAt(availability.officeDay(visit, day, now), visit, startsAt, now, id)
      const { desk, from, to } = candidates[0]!
      availability.add({
        deskId: desk,
        from: minuteOf(from),
        to: minuteOf(to),
        expiresAt: null,
        bookingId: id,
      })
      return { id, serviceId, startsAt, endsAt: instantOf(minuteOf(startsAt) + visit.minutes), candidates }
    }
    return null
  }

  const planned = Array.from({ length: callers }, (_, caller) => {
    const ownDays = daysOf(caller)
    const visits: PlannedVisit[] = []
    while (visits.length < max) {
      const visit = draw(ownDays)
      if (!visit) break
      visits.push(visit)
    }
    return visits
  })
  const fewest = Math.min(...planned.map(({ length }) => length))
  return planned.map((visits) => visits.slice(0, fewest))
}

const oneOf = <T>(all: readonly T[]): T => all[Math.floor(Math.random() * all.length)]!
