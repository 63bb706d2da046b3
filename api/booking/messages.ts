import type pg from 'pg'
import type { MessageKind } from '../generated/prisma/enums.ts'

/** A message about a booking as it is now. */
export interface BookingMessage {
  bookingId: string
  kind: MessageKind
  /** With a move: the start before. */
  previousStartsAt?: Date | null
  /** In the office's words. */
  reason?: string | null
}

/**
 * Puts messages into the outbox, and schedules each booking's reminder anew; one statement for all.
 * @param reminderHours before the start; null: reminders stay as they are. A booking that is no longer confirmed, or
 * that starts sooner, gets none.
 */
export async function enqueueMessages(
  client: pg.ClientBase,
  messages: readonly BookingMessage[],
  reminderHours: number | null,
  now: Date,
): Promise<void> {
  const reminder =
    reminderHours === null ? '' : `, schedule_reminder(m."bookingId", $3 * interval '1 hour', $2)`
  await client.query(
    `SELECT enqueue_message(m."bookingId", m.kind, m."previousStartsAt", m.reason, $2) ${reminder}
       FROM jsonb_to_recordset($1)
         AS m("bookingId" uuid, kind "MessageKind", "previousStartsAt" timestamptz, reason text)`,
    [JSON.stringify(messages), now, ...(reminderHours === null ? [] : [reminderHours])],
  )
}
