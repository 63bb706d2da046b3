import type pg from 'pg'
import type { MessageKind } from '../generated/prisma/enums.ts'

/** A message about the present state of a booking. */
export interface BookingMessage {
  bookingId: string
  kind: MessageKind
  /** Of a move: the start before it. */
  previousStartsAt?: Date | null
  /** Text of the office for the citizen. */
  reason?: string | null
}

/**
 * Writes messages into the outbox and reschedules the reminder of each booking, in one statement.
 * @param reminderHours time of the reminder before the start; null: reminders are not changed. A booking that is not
 * confirmed or that starts sooner has no reminder.
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
