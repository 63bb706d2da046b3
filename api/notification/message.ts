import type { MessageKind } from '../generated/prisma/enums.ts'

/** Kinds of messages to members of staff. */
export type StaffNews = Extract<MessageKind, `STAFF_${string}`>

/** Kinds of messages about an appointment. */
export type AppointmentNews = Exclude<MessageKind, 'FEEDBACK' | StaffNews>

/** A message claimed by this worker for the time of its lease. */
export type ClaimedMessage = ClaimedNews | ClaimedFeedback | ClaimedStaffNews

/** A message to a citizen about a booking. */
export interface ClaimedNews extends Claim {
  kind: AppointmentNews
  bookingId: string
  startsAt: Date
  endsAt: Date
  previousStartsAt: Date | null
  sequence: number
  reason: string | null
  /** Language of this message; null: the booking's. */
  locale: string | null
}

/** Feedback of a citizen, forwarded to the office. */
export interface ClaimedFeedback extends Claim {
  kind: 'FEEDBACK'
  feedbackId: string
}

/** A link for choosing a password, to a member of staff. */
export interface ClaimedStaffNews extends Claim {
  kind: StaffNews
  staffLinkId: string
  locale: string | null
}

interface Claim {
  id: string
  dueAt: Date
  createdAt: Date
  /** Number of attempts, this one included. Identifies the claim: a worker whose lease expired cannot settle it. */
  attempts: number
}
