import { MAX_MOVES } from '@terminklick/api/limits'
import { isDay, isInstant, type Day, type Instant } from '#lib/time/time.ts'

/** A place in the calendar. */
export interface Place {
  startsAt: Instant
  /** Null: any desk, preferably the present one. */
  deskId: string | null
}

/** The parameters of the page's URL. */
export interface MoveRequest {
  /** Ids of the bookings. */
  ids: string[]
  /** Day near which other times are searched; null: near the old one. */
  day: Day | null
  /** The place to which a single booking was dragged. */
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

/** The chosen place of one booking. */
export interface Chosen extends Place {
  bookingId: string
  version: number
}

/** The submitted form: a place for each booking to be moved, and the reason. */
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
