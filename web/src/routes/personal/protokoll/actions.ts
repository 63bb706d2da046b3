import { m } from '#lib/i18n/index.ts'

/** What was done, in words, by the codes of the audit; in the order in which the filter offers them. */
export const actions: Record<string, () => string> = {
  'booking.booked': m.staff_audit_booking_booked,
  'booking.held': m.staff_audit_booking_held,
  'booking.extended': m.staff_audit_booking_extended,
  'booking.released': m.staff_audit_booking_released,
  'booking.confirmed': m.staff_audit_booking_confirmed,
  'booking.moved': m.staff_audit_booking_moved,
  'booking.desk-changed': m.desk_event_desk_changed,
  'booking.cancelled': m.staff_audit_booking_cancelled,
  'booking.link-requested': m.staff_audit_booking_link_requested,
  'booking.confirmation-resent': m.staff_audit_booking_confirmation_resent,
  'booking.checked-in': m.staff_audit_booking_checked_in,
  'booking.called': m.staff_audit_booking_called,
  'booking.not-reached': m.staff_audit_booking_not_reached,
  'booking.completed': m.staff_audit_booking_completed,
  'booking.no-show': m.staff_audit_booking_no_show,
  'booking.step-back': m.staff_audit_booking_step_back,
  'booking.document-seen': m.staff_audit_booking_document_seen,
  'booking.document-unseen': m.staff_audit_booking_document_unseen,
  'booking.remark-written': m.staff_audit_booking_remark_written,
  'staff.signed_in': m.staff_audit_signed_in,
  'staff.sign_in_failed': m.staff_audit_sign_in_failed,
  'staff.signed_out': m.staff_audit_signed_out,
  'staff.session_ended': m.staff_audit_session_ended,
  'staff.signed_out_everywhere': m.staff_audit_signed_out_everywhere,
  'staff.password_changed': m.staff_audit_password_changed,
  'staff.authenticator_begun': m.staff_audit_authenticator_begun,
  'staff.authenticator_confirmed': m.staff_audit_authenticator_confirmed,
  'staff.authenticator_removed': m.staff_audit_authenticator_removed,
  'staff.recovery_codes_renewed': m.staff_audit_recovery_codes_renewed,
  'audit.forgotten': m.staff_audit_forgotten,
}

/** One that has no words yet is told by its code. */
export const actionInWords = (code: string): string => actions[code]?.() ?? code
