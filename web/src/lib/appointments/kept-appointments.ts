// What this device keeps of its owner's appointments, and how that changes. Plain data in, plain data out.

import type { BookingData } from '#lib/booking/booking.graphql.ts'
import type { Instant } from '#lib/time/time.ts'

/** An appointment without name and address of the person who booked: a device may have several users. */
export type KeptBooking = Omit<BookingData, 'contact'> & {
  contact: { phoneDisplay: string | null } | null
}

/** An appointment that this device keeps. */
export interface KeptAppointment {
  /** Opens it; a secret. */
  token: string
  /** Its manage link as others would open it, e.g. from a QR code. */
  address: string
  /** As the server last withBooking it, at `seenAt`, in the language that was read then. */
  booking: KeptBooking
  seenAt: Instant
  /** Keys of the documents that are ticked off. */
  ticks: string[]
  /** A cancellation that the server has not confirmed. */
  cancellation: { askedAt: Instant; /** It was sent, and no answer came. */ unanswered: boolean } | null
  /** What has to be said about it, until something else is. */
  note: Note | null
}

export type Note =
  /** The server refused the cancellation, in its words. */
  | { kind: 'refused'; message: string }
  /** It had another time when the cancellation was to be sent, which therefore was not. */
  | { kind: 'moved'; from: Instant }
  /** The cancellation was withdrawn after it had been sent once: it may have arrived. */
  | { kind: 'unsure' }
  /** Its link opens nothing any more. */
  | { kind: 'gone' }

type List = readonly KeptAppointment[]

/** Days after which an appointment that is over is tidied away. */
export const KEPT_DAYS = 3

/** Keeps an appointment, or what is new about it; ticks and what waits stay. The earliest comes first. */
export function remember(
  list: List,
  { token, address, booking }: { token: string; address: string; booking: KeptBooking },
  now: Instant,
): List {
  const known = list.find((each) => each.token === token)
  const before = known ?? { token, ticks: [], cancellation: null, note: null }
  const fresh = withBooking(
    { ...before, address, booking: withoutName(booking), seenAt: now },
    booking,
    now,
    known,
  )
  return [...list.filter((each) => each.token !== token), fresh].sort(byStart)
}

/** What the server says about an appointment now; null: its link opens nothing. */
export function applyAnswer(list: List, token: string, booking: KeptBooking | null, now: Instant): List {
  return changed(list, token, (kept) =>
    booking
      ? withBooking(kept, booking, now, kept)
      : { ...kept, seenAt: now, cancellation: null, note: { kind: 'gone' } },
  ).toSorted(byStart)
}

function withBooking(
  kept: KeptAppointment,
  booking: KeptBooking,
  now: Instant,
  known: KeptAppointment | undefined,
): KeptAppointment {
  const moved = known && known.booking.startsAt !== booking.startsAt
  // A cancellation of the old time does not apply to the new one.
  const note: Note | null =
    moved && kept.cancellation && booking.status === 'CONFIRMED'
      ? { kind: 'moved', from: known.booking.startsAt }
      : kept.note?.kind === 'refused' || kept.note?.kind === 'moved'
        ? kept.note
        : null
  const settled = moved || booking.status === 'CANCELLED'
  return {
    ...kept,
    booking: withoutName(booking),
    seenAt: now,
    cancellation: settled ? null : kept.cancellation,
    note: booking.status === 'CANCELLED' ? null : note,
  }
}

export const forget = (list: List, token: string): List => list.filter((each) => each.token !== token)

/** Ticks a document off, or not. */
export const tick = (list: List, token: string, key: string, on: boolean): List =>
  changed(list, token, (kept) => ({
    ...kept,
    ticks: [...kept.ticks.filter((each) => each !== key), ...(on ? [key] : [])],
  }))

/** Puts a cancellation into the queue; one that waits already stays as it is. */
export const askToCancel = (list: List, token: string, now: Instant): List =>
  changed(list, token, (kept) =>
    kept.booking.status === 'CONFIRMED'
      ? { ...kept, note: null, cancellation: kept.cancellation ?? { askedAt: now, unanswered: false } }
      : kept,
  )

/** The cancellation leaves the device now. */
export const sending = (list: List, token: string): List =>
  changed(list, token, (kept) => ({
    ...kept,
    cancellation: kept.cancellation && { ...kept.cancellation, unanswered: true },
  }))

/** Takes a cancellation out of the queue. */
export const withdraw = (list: List, token: string): List =>
  changed(list, token, (kept) => ({
    ...kept,
    cancellation: null,
    note: kept.cancellation?.unanswered ? { kind: 'unsure' } : null,
  }))

/** The server refused the cancellation. */
export const refuse = (list: List, token: string, message: string): List =>
  changed(list, token, (kept) => ({ ...kept, cancellation: null, note: { kind: 'refused', message } }))

/** The note was read. */
export const dismissNote = (list: List, token: string): List =>
  changed(list, token, (kept) => ({ ...kept, note: null }))

/** Without what has been over for some days. */
export function tidy(list: List, now: Instant): List {
  const limit = Date.parse(now) - KEPT_DAYS * 86_400_000
  return list.filter(({ booking }) => Date.parse(booking.endsAt) > limit)
}

/** Whether it is still to come. */
export const isAhead = ({ booking, note }: KeptAppointment, now: Instant): boolean =>
  booking.status !== 'CANCELLED' && note?.kind !== 'gone' && Date.parse(booking.endsAt) > Date.parse(now)

/** The list as text for the device's storage. */
export const toText = (list: List): string => JSON.stringify({ version: 1, list })

/** The list from the device's storage; what is not ours, or of another version, is left out. */
export function fromText(text: string | null): List {
  try {
    const { version, list } = JSON.parse(text ?? '') as { version: unknown; list: unknown }
    return version === 1 && Array.isArray(list) ? list.filter(isKept) : []
  } catch {
    return []
  }
}

function isKept(value: unknown): value is KeptAppointment {
  const { token, address, booking, ticks } = (value ?? {}) as Partial<KeptAppointment>
  return (
    typeof token === 'string' &&
    typeof address === 'string' &&
    Array.isArray(ticks) &&
    typeof booking?.startsAt === 'string' &&
    Array.isArray(booking.items) &&
    Array.isArray(booking.documents)
  )
}

const changed = (list: List, token: string, change: (kept: KeptAppointment) => KeptAppointment): List =>
  list.map((each) => (each.token === token ? change(each) : each))

const withoutName = ({ contact, ...booking }: KeptBooking): KeptBooking => ({
  ...booking,
  contact: contact && { phoneDisplay: contact.phoneDisplay },
})

const byStart = (a: KeptAppointment, b: KeptAppointment): number =>
  Date.parse(a.booking.startsAt) - Date.parse(b.booking.startsAt)
