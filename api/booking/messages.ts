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
): Promise<void> {
  const remind = reminderHours === null ? '' : `, remind(m."bookingId", $2 * interval '1 hour')`
  await client.query(
    `SELECT tell(m."bookingId", m.kind, m."previousStartsAt", m.reason) ${remind}
       FROM jsonb_to_recordset($1)
         AS m("bookingId" uuid, kind "MessageKind", "previousStartsAt" timestamptz, reason text)`,
    [JSON.stringify(messages), ...(reminderHours === null ? [] : [reminderHours])],
  )
}
