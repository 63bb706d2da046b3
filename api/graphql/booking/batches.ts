import { calendarsOf } from '../../booking/calendar.ts'
import { type Intent, mailPreviews } from '../../booking/on-behalf/mail-preview.ts'
import { caller } from '../access/caller.ts'
import { batched } from '../core/batched.ts'

/** A confirmed booking as text/calendar. */
export const calendarOf = batched((ids: readonly string[], { app, now }) => calendarsOf(app, ids, now))

/** The mail that a move or a cancellation would send; null if the caller may not see the booking. */
export const mailPreviewOf = batched(async (intents: readonly Intent[], context) =>
  mailPreviews(context.app, await caller(context), intents, context.now),
)
