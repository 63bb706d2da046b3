import { MAX_SEARCH } from '@terminklick/api/limits'
import { isDay, type Day } from '#lib/time/time.ts'

/** The parameters of the page's URL; each may be missing. */
export interface BookingQuery {
  /** As typed: a service's title, or search terms. */
  what: string
  persons: number
  /** Null: as soon as possible. */
  day: Day | null
}

export function bookingQueryOf(params: URLSearchParams): BookingQuery {
  const day = params.get('tag')
  return {
    what: (params.get('anliegen') ?? '').trim().slice(0, MAX_SEARCH),
    persons: Math.min(20, Math.max(1, Math.trunc(Number(params.get('personen') ?? 1)) || 1)),
    day: isDay(day) ? day : null,
  }
}

/** The service with this title, ignoring case; otherwise the only service whose title starts with it. */
export function serviceByTitle<Service extends { title: string }>(
  services: readonly Service[],
  what: string,
): Service | undefined {
  const title = what.toLocaleLowerCase()
  const beginning = services.filter((each) => each.title.toLocaleLowerCase().startsWith(title))
  return (
    services.find((each) => each.title.toLocaleLowerCase() === title) ??
    (beginning.length === 1 ? beginning[0] : undefined)
  )
}
