import { accentsOf } from '../../catalogue/accent.ts'
import { mergedDocuments } from '../../catalogue/merged-documents.ts'
import { optionalTextOf, textOf, textsOf } from '../../kernel/text.ts'
import { languageFor } from '../../kernel/languages.ts'
import { manageToken } from '../../kernel/token.ts'
import type { Database } from '../../kernel/db.ts'
import type { AppointmentMode } from '../../generated/prisma/enums.ts'
import { readAppointmentRows, type AppointmentRow } from './appointment-row.ts'
import type { Mailbox } from '../../kernel/mailbox.ts'
import { fromOf, type Sender } from '../sender.ts'

/** The content of a message or a calendar object as plain data; texts are in the language of the booking. */
export interface Appointment {
  bookingId: string
  /** Short number that is easy to say on the telephone. */
  reference: string
  /** BCP 47 tag of the language of the message, or else of the booking. */
  locale: string
  mode: AppointmentMode
  startsAt: Date
  /** The end of the visit, without the desk's buffer. */
  endsAt: Date
  /** After a move: the previous start. */
  previousStartsAt: Date | null
  /** SEQUENCE of the calendar object. */
  sequence: number
  /** DTSTAMP: time at which this state was written; the same in every copy of a message. */
  stampedAt: Date
  items: AppointmentItem[]
  /** Documents of all items, each once. */
  documents: AppointmentDocument[]
  department: { name: string; phone: string | null }
  /** Null: by telephone. */
  place: AppointmentPlace | null
  /** Null: deleted after the retention. */
  contact: { name: string; email: string | null; phone: string | null; remark: string | null } | null
  /** The manage link: its holder can change this booking. */
  manageUrl: string
  /** The office's reason for a cancellation or a move, as typed. */
  reason: string | null
  office: AppointmentOffice
}

/** A service for a number of persons, with its fees and notes. */
export interface AppointmentItem {
  title: string
  persons: number
  fees: AppointmentFee[]
  notes: string[]
}

/** A document to bring, or to have at hand on the telephone; `requiredWhen` null: always. */
export interface AppointmentDocument {
  title: string
  detail: string | null
  requiredWhen: string | null
}

/** Amounts in cents; `amountCents` null: not fixed, the condition says how it is set. */
export interface AppointmentFee {
  label: string
  amountCents: number | null
  amountMaxCents: number | null
  /** ISO 4217 */
  currency: string
  condition: string | null
}

export interface AppointmentPlace {
  building: string | null
  street: string
  postalCode: string
  city: string
  room: string | null
  /** Instructions for the arrival. */
  access: string | null
  stepFree: boolean | null
}

export interface AppointmentOffice {
  name: string
  /** In national format. */
  phone: string
  /** IANA */
  timeZone: string
  /** ISO 3166-1; telephone numbers of this country are shown without the country code. */
  country: string
  from: Mailbox
  /** The town's colour for light backgrounds, `#rrggbb`. */
  accent: string
  /** Base address of the product, without a slash at the end. */
  publicUrl: string
}

/** The state of an appointment at the time of a message, which may differ from the current one. */
export interface AppointmentSnapshot {
  startsAt: Date
  endsAt: Date
  previousStartsAt: Date | null
  sequence: number
  reason: string | null
  /** Null: the booking's. */
  locale: string | null
  createdAt: Date
}

/** The state to load: that of a message, or the current one at `now`. */
export type AppointmentState = { snapshot: AppointmentSnapshot } | { now: Date }

/** The address of the page that shows one booking, in the citizen's language. */
export function manageUrl(publicUrl: string, locale: string, token: string): string {
  return `${withoutSlash(publicUrl)}${languageFor(locale).prefix}/termin/${token}`
}

/** A booking, and the state in which it is loaded. */
export interface AppointmentRequest {
  bookingId: string
  state: AppointmentState
}

/**
 * Reads a booking for a message or a calendar object. With `snapshot`, the state of a message; with `now`, the present
 * state, stamped like the last invitation, so that the calendar object is identical to that of the mail.
 * @returns null when the booking does not exist
 */
export async function loadAppointment(
  db: Database,
  bookingId: string,
  sender: Sender,
  state: AppointmentState,
): Promise<Appointment | null> {
  return (await loadAppointments(db, [{ bookingId, state }], sender))[0]!
}

/** The same for several requests, with one statement. A booking may be requested in several states. */
export async function loadAppointments(
  db: Database,
  requests: readonly AppointmentRequest[],
  sender: Sender,
): Promise<(Appointment | null)[]> {
  const rows = await readAppointmentRows(db, [...new Set(requests.map(({ bookingId }) => bookingId))])
  return requests.map(({ bookingId, state }) => {
    const row = rows.get(bookingId)
    return row ? appointmentOf(row, sender, state) : null
  })
}

function appointmentOf(booking: AppointmentRow, sender: Sender, state: AppointmentState): Appointment {
  const { department, office } = booking
  const locale = ('snapshot' in state && state.snapshot.locale) || booking.locale
  const shown =
    'snapshot' in state
      ? { ...state.snapshot, stampedAt: state.snapshot.createdAt }
      : {
          ...booking,
          previousStartsAt: null,
          reason: booking.cancellationReason,
          stampedAt: booking.invitedAt ?? state.now,
        }
  return {
    bookingId: booking.id,
    reference: booking.reference,
    locale,
    mode: booking.mode,
    startsAt: shown.startsAt,
    endsAt: shown.endsAt,
    previousStartsAt: shown.previousStartsAt,
    sequence: shown.sequence,
    stampedAt: shown.stampedAt,
    items: booking.items.map((item) => itemOf(item, locale)),
    documents: mergedDocuments(booking.items.flatMap((item) => documentsOf(item, locale))),
    department: { name: textOf(department.name, locale), phone: department.phone },
    place: booking.mode === 'TELEPHONE' ? null : placeOf(booking, locale),
    contact: booking.contact,
    manageUrl: manageUrl(
      sender.publicUrl,
      locale,
      manageToken(sender.secretKey, booking.id, booking.tokenNonce),
    ),
    reason: shown.reason,
    office: {
      name: textOf(office.name, locale),
      phone: office.phone,
      timeZone: office.timeZone,
      country: office.holidayRegion.slice(0, 2),
      accent: accentsOf(office.accent).onLight,
      from: fromOf(sender, textOf(office.name, locale)),
      publicUrl: withoutSlash(sender.publicUrl),
    },
  }
}

function documentsOf({ documents }: AppointmentRow['items'][number], locale: string): AppointmentDocument[] {
  return documents.map(({ title, detail, condition }) => ({
    title: textOf(title, locale),
    detail: optionalTextOf(detail, locale),
    requiredWhen: optionalTextOf(condition, locale),
  }))
}

function itemOf({ persons, title, notes, fees }: AppointmentRow['items'][number], locale: string) {
  return {
    title: textOf(title, locale),
    persons,
    fees: fees.map((fee) => ({
      ...fee,
      label: textOf(fee.label, locale),
      condition: optionalTextOf(fee.condition, locale),
    })),
    notes: textsOf(notes, locale),
  }
}

/** Address of the desk; a location without one uses the address of its department. */
function placeOf({ location, department }: AppointmentRow, locale: string): AppointmentPlace {
  const { building, street, postalCode, city } = location.street === null ? department : location
  return {
    building: optionalTextOf(building, locale),
    street: street ?? '',
    postalCode: postalCode ?? '',
    city: city ?? '',
    room: location.room,
    access: optionalTextOf(location.access, locale),
    stepFree: location.stepFree,
  }
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '')
}
