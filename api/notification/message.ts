import type { MessageKind } from '../generated/prisma/enums.ts'

/** What a message can tell a member of staff. */
export type StaffNews = Extract<MessageKind, `STAFF_${string}`>

/** What a message can tell about an appointment. */
export type AppointmentNews = Exclude<MessageKind, 'FEEDBACK' | StaffNews>

/** A message that this worker has for the time of its lease. */
export type ClaimedMessage = ClaimedNews | ClaimedFeedback | ClaimedStaffNews

/** To a citizen, about a booking. */
export interface ClaimedNews extends Claim {
  kind: AppointmentNews
  bookingId: string
  startsAt: Date
  endsAt: Date
  previousStartsAt: Date | null
  sequence: number
  reason: string | null
  /** Its language, where that is not the booking's. */
  locale: string | null
}

/** To the office, from somebody who wrote about the pages. */
export interface ClaimedFeedback extends Claim {
  kind: 'FEEDBACK'
  feedbackId: string
}

/** To a member of staff: a link that opens their account. */
export interface ClaimedStaffNews extends Claim {
  kind: StaffNews
  staffLinkId: string
  locale: string | null
}

interface Claim {
  id: string
  dueAt: Date
  createdAt: Date
  /** This one included. Names the claim: a worker whose lease ran out can't settle what another one has now. */
  attempts: number
}
