import { MAX_SEARCH } from '@terminklick/api/limits'
import { isDay, type Day } from '#lib/time/time.ts'

/** What is asked for by the address of the page; everything may be missing. */
export interface BookingQuery {
  /** As typed: a title, or words that mean one. */
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

/** The service whose title this is, whatever the case; a title that begins with it when only one does. */
export function serviceByTitle<Service extends { title: string }>(
  services: readonly Service[],
  what: string,
): Service | undefined {
  const wanted = what.toLocaleLowerCase()
  const beginning = services.filter(({ title }) => title.toLocaleLowerCase().startsWith(wanted))
  return (
    services.find(({ title }) => title.toLocaleLowerCase() === wanted) ??
    (beginning.length === 1 ? beginning[0] : undefined)
  )
}
