import { statusLabel } from '#lib/booking/status-label.ts'
import { m } from '#lib/i18n/i18n.ts'
import { clockDigits } from '#lib/time/time.ts'
import type { DeskVisitData, VisitDetailData, VisitStep } from './desk.graphql.ts'

type Visit = Pick<DeskVisitData, 'status' | 'mode' | 'contact' | 'atDesk'>
/** The fields that determine the label of a status. */
export type StatusFields = Pick<Visit, 'status' | 'mode'> & {
  atDesk?: { callAttempts?: number; tryAgainAt?: string | null } | null
}
type Event = NonNullable<VisitDetailData['atDesk']>['history'][number]
type Mail = NonNullable<VisitDetailData['atDesk']>['mails'][number]

/** The name of the citizen. */
export const nameOf = ({ contact }: Pick<Visit, 'contact'>): string => contact?.name ?? m.staff_anonymous()

/** Whether staff may move a visit; after the call it stays at its desk. */
export const isMovable = ({ status }: Pick<Visit, 'status'>): boolean =>
  status === 'CONFIRMED' || status === 'CHECKED_IN'

/** Whether a call was not answered and is to be repeated. */
export const isCalledAgain = ({ status, mode, atDesk }: StatusFields): boolean =>
  mode === 'TELEPHONE' && status === 'CONFIRMED' && (atDesk?.callAttempts ?? 0) > 0

/** The label of a visit's status; visits by telephone have labels of their own. */
export function visitStatusLabel(visit: StatusFields): string {
  const { status, mode, atDesk } = visit
  if (isCalledAgain(visit)) {
    const again = atDesk?.tryAgainAt
    return again ? m.desk_call_again_at({ time: clockDigits(again) }) : m.desk_not_reached_yet()
  }
  if (mode === 'TELEPHONE' && status === 'CALLED') return m.desk_on_the_phone()
  if (mode === 'TELEPHONE' && status === 'NO_SHOW') return m.desk_not_reached()
  return statusLabel(status)
}

/** The label of a step's button. */
export function stepLabel(step: VisitStep, mode: Visit['mode']): string {
  const telephone = mode === 'TELEPHONE'
  switch (step) {
    case 'CHECK_IN':
      return m.desk_step_check_in()
    case 'CALL':
      return telephone ? m.desk_step_phone() : m.desk_step_call()
    case 'NOT_REACHED':
      return m.desk_step_not_reached()
    case 'COMPLETE':
      return telephone ? m.desk_step_reached() : m.desk_step_complete()
    case 'NO_SHOW':
      return telephone ? m.desk_step_give_up() : m.desk_step_no_show()
    case 'STEP_BACK':
      return m.desk_step_back()
  }
}

/** The author of an event. */
const actorLabel = ({ actor, staffName }: Pick<Event, 'actor' | 'staffName'>): string =>
  actor === 'STAFF' ? (staffName ?? m.desk_former_colleague()) : m.desk_by_citizen()

/** A version conflict: who changed the visit when, and its status now. */
export function conflictMessage(visit: Visit): string {
  const last = visit.atDesk?.latest[0]
  const how = { visitor: nameOf(visit), status: visitStatusLabel(visit) }
  return last
    ? m.desk_conflict({ ...how, who: actorLabel(last), time: clockDigits(last.at) })
    : m.desk_conflict_unknown(how)
}

const eventLabels: Record<string, () => string> = {
  'booking.booked': m.desk_event_booked,
  'booking.confirmed': m.desk_event_booked,
  'booking.moved': m.desk_event_moved,
  'booking.desk-changed': m.desk_event_desk_changed,
  'booking.cancelled': m.desk_event_cancelled,
  'booking.link-requested': m.desk_event_link,
  'booking.checked-in': m.desk_event_checked_in,
  'booking.called': m.desk_event_called,
  'booking.not-reached': m.desk_event_not_reached,
  'booking.completed': m.desk_event_completed,
  'booking.no-show': m.desk_event_no_show,
  'booking.step-back': m.desk_event_step_back,
  'booking.document-seen': m.desk_event_document,
  'booking.document-unseen': m.desk_event_document_back,
  'booking.remark-written': m.desk_event_remark,
  'booking.confirmation-resent': m.desk_event_resent,
  'booking.flagged': m.staff_audit_booking_flagged,
  'booking.unflagged': m.staff_audit_booking_unflagged,
}

/** “Aufgerufen, Kim Beispiel” */
export const eventLabel = (event: Event): string =>
  `${eventLabels[event.action]?.() ?? event.action}, ${actorLabel(event)}`

const mailLabels: Record<Mail['kind'], () => string> = {
  CONFIRMED: m.desk_mail_confirmed,
  MOVED: m.desk_mail_moved,
  MOVED_BY_OFFICE: m.desk_mail_moved,
  CANCELLED_BY_CITIZEN: m.desk_mail_cancelled,
  CANCELLED_BY_OFFICE: m.desk_mail_cancelled,
  REMINDER: m.desk_mail_reminder,
  LINK: m.desk_mail_link,
  FEEDBACK: m.desk_mail_link,
  STAFF_INVITATION: m.desk_mail_link,
  STAFF_PASSWORD: m.desk_mail_link,
}
export const mailLabel = ({ kind }: Mail): string => mailLabels[kind]()

/** “gesendet”, “wartet”, “nicht zugestellt: Die Adresse nimmt keine Mails an.” */
export function mailStateLabel({ state, failure }: Mail): string {
  const states = {
    SENT: m.desk_mail_sent,
    WAITING: m.desk_mail_waiting,
    FAILED: m.desk_mail_failed,
    NOT_NEEDED: m.desk_mail_dropped,
  }
  const reasons = {
    REFUSED: m.desk_mail_refused,
    DEFERRED: m.desk_mail_deferred,
    UNREACHABLE: m.desk_mail_unreachable,
    OTHER: m.desk_mail_other,
  }
  const label = states[state]()
  return failure && state !== 'SENT' && state !== 'NOT_NEEDED' ? `${label}: ${reasons[failure]()}` : label
}

/** The message of a failure: that of its first field, where there is one. */
export const failureMessage = (outcome: { message?: string; fields?: { message: string }[] }): string =>
  outcome.fields?.[0]?.message ?? outcome.message ?? ''
