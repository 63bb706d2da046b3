import { MAX_MOVES } from '@terminklick/api/limits'
import { isDay, isInstant, type Day, type Instant } from '#lib/time/time.ts'

/** A place in the calendar. */
export interface Place {
  startsAt: Instant
  /** Null: at any desk, its own first. */
  deskId: string | null
}

/** What the address of the page asks for. */
export interface MoveRequest {
  /** Bookings. */
  ids: string[]
  /** Near which day other times are looked for; null: near the old one. */
  day: Day | null
  /** Where the one booking was dragged to. */
  place: Place | null
}

export function moveRequestOf(params: URLSearchParams): MoveRequest {
  const ids = [...new Set(params.getAll('termin'))].slice(0, MAX_MOVES)
  const day = params.get('tag')
  const startsAt = params.get('auf') ?? ''
  const place = ids.length === 1 && isInstant(startsAt) ? { startsAt, deskId: params.get('platz') } : null
  return { ids, day: isDay(day) ? day : null, place }
}

/** A place as the value of a radio button. */
export const valueOf = ({ startsAt, deskId }: Place): string => `${startsAt}|${deskId ?? ''}`

/** Where one booking shall go. */
export interface Chosen extends Place {
  bookingId: string
  version: number
}

/** What was typed: a time for each booking that shall move, and why. */
export interface Typed {
  moves: Chosen[]
  reason: string
}

export function enteredMoves(form: FormData): Typed {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const moves = form.getAll('booking').flatMap((id) => {
    const [startsAt = '', deskId = ''] = (text(`other.${id}`) || text(`time.${id}`)).split('|')
    if (!isInstant(startsAt)) return []
    return [
      { bookingId: String(id), version: Number(text(`version.${id}`)), startsAt, deskId: deskId || null },
    ]
  })
  return { moves, reason: text('reason') }
}
