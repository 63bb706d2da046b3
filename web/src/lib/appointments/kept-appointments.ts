// The appointments that this device stores, and their changes as pure functions.

import type { BookingData } from '#lib/booking/booking.graphql.ts'
import type { Instant } from '#lib/time/time.ts'

/** A booking without the citizen's name and e-mail address, because a device may have several users. */
export type KeptBooking = Omit<BookingData, 'contact'> & {
  contact: { phoneDisplay: string | null } | null
}

export interface KeptAppointment {
  /** The manage token; a secret. */
  token: string
  /** The absolute URL of the manage link, e.g. for a QR code. */
  address: string
  /** As the server last sent it, at `seenAt`, in the language of the page at that time. */
  booking: KeptBooking
  seenAt: Instant
  /** Keys of the checked documents. */
  ticks: string[]
  /** A cancellation that the server has not confirmed. */
  cancellation: { askedAt: Instant; /** It was sent, without an answer so far. */ unanswered: boolean } | null
  /** A message to the user about it, until the next change or until dismissed. */
  note: Note | null
}

export type Note =
  /** The server refused the cancellation, with this message. */
  | { kind: 'refused'; message: string }
  /** The booking had been moved before the cancellation was sent, so the cancellation was dropped. */
  | { kind: 'moved'; from: Instant }
  /** The cancellation was withdrawn after an attempt to send it, so the server may have received it. */
  | { kind: 'unsure' }
  /** The server no longer knows the manage token. */
  | { kind: 'gone' }

type List = readonly KeptAppointment[]

/** Days after its end at which an appointment is removed from the device. */
export const KEPT_DAYS = 3

/** Adds or updates an appointment; checked documents and a queued cancellation stay. Sorted by start. */
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

/** Updates an appointment by the server's answer; a null booking means that the token is unknown. */
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

/** Checks or unchecks a document. */
export const tick = (list: List, token: string, key: string, on: boolean): List =>
  changed(list, token, (kept) => ({
    ...kept,
    ticks: [...kept.ticks.filter((each) => each !== key), ...(on ? [key] : [])],
  }))

/** Queues a cancellation; one that is already queued stays unchanged. */
export const askToCancel = (list: List, token: string, now: Instant): List =>
  changed(list, token, (kept) =>
    kept.booking.status === 'CONFIRMED'
      ? { ...kept, note: null, cancellation: kept.cancellation ?? { askedAt: now, unanswered: false } }
      : kept,
  )

/** Marks the cancellation as sent. */
export const markSent = (list: List, token: string): List =>
  changed(list, token, (kept) => ({
    ...kept,
    cancellation: kept.cancellation && { ...kept.cancellation, unanswered: true },
  }))

/** Removes a cancellation from the queue. */
export const withdraw = (list: List, token: string): List =>
  changed(list, token, (kept) => ({
    ...kept,
    cancellation: null,
    note: kept.cancellation?.unanswered ? { kind: 'unsure' } : null,
  }))

export const refuse = (list: List, token: string, message: string): List =>
  changed(list, token, (kept) => ({ ...kept, cancellation: null, note: { kind: 'refused', message } }))

export const dismissNote = (list: List, token: string): List =>
  changed(list, token, (kept) => ({ ...kept, note: null }))

/** Removes appointments that ended more than `KEPT_DAYS` ago. */
export function tidy(list: List, now: Instant): List {
  const limit = Date.parse(now) - KEPT_DAYS * 86_400_000
  return list.filter(({ booking }) => Date.parse(booking.endsAt) > limit)
}

/** Whether the appointment is not cancelled and has not ended. */
export const isAhead = ({ booking, note }: KeptAppointment, now: Instant): boolean =>
  booking.status !== 'CANCELLED' && note?.kind !== 'gone' && Date.parse(booking.endsAt) > Date.parse(now)

/** The list as text for the device's storage. */
export const toText = (list: List): string => JSON.stringify({ version: 1, list })

/** The list from the device's storage; empty if the text is malformed or of another version. */
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
