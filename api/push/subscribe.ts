import type pg from 'pg'
import type { App } from '../app/app.ts'
import { lockBooking } from '../booking/lock-booking.ts'
import type { ManagedBooking } from '../booking/managed.ts'
import { type InvalidInput, type Refused, refused, type UpdatedBooking } from '../kernel/outcome.ts'
import { inTransaction, Rollback } from '../kernel/transaction.ts'
import { checkDevice, type DeviceInput, type DeviceKeys } from './device.ts'

/** Devices of a booking: telephone, tablet and computer of two people. Above this number the oldest are deleted. */
const MAX_DEVICES = 6

/** Subscribes a device to the reminder and to a cancellation by the office. Idempotent. */
export async function subscribeToPush(
  app: App,
  booking: ManagedBooking,
  device: DeviceInput,
  now: Date,
): Promise<UpdatedBooking | InvalidInput | Refused> {
  const checked = checkDevice(device, app.config.pushServices)
  if ('refusal' in checked) return checked.refusal
  return inTransaction<UpdatedBooking | Refused>(app.db.pool, async (client) => {
    // Locked, so that a concurrent cancellation is either seen here or sends its message to this device.
    const { status, startsAt } = await lockBooking(client, booking.id)
    if (status !== 'CONFIRMED') throw new Rollback(refused('NOT_ALLOWED'))
    if (startsAt <= now) throw new Rollback(refused('ALREADY_PAST'))
    const id = await writeDevice(client, booking.id, checked.value, now)
    if (!id) throw new Rollback(refused('NOT_ALLOWED'))
    await client.query(REMIND, [booking.id, id, now])
    await client.query(KEEP_NEWEST, [booking.id, MAX_DEVICES])
    return { type: 'UpdatedBooking', bookingId: booking.id }
  })
}

/** Null if the contact is already deleted. */
async function writeDevice(
  client: pg.ClientBase,
  bookingId: string,
  device: DeviceKeys,
  now: Date,
): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO device (booking_id, endpoint, p256dh, auth, created_at)
     SELECT booking_id, $2, $3, $4, greatest($5, (
              SELECT max(created_at) + interval '1 millisecond' FROM device known WHERE known.booking_id = $1))
       FROM contact WHERE booking_id = $1
         ON CONFLICT (booking_id, endpoint) DO UPDATE
        SET p256dh = excluded.p256dh, auth = excluded.auth, created_at = excluded.created_at
     RETURNING id`,
    [bookingId, device.endpoint, device.p256dh, device.auth, now],
  )
  return rows[0]?.id ?? null
}

/** Copies the pending reminder for the device. A trigger (enqueue_device_messages) copies later messages. */
const REMIND = `
  INSERT INTO outbox_message (booking_id, kind, starts_at, ends_at, sequence, due_at, device_id, created_at)
  SELECT m.booking_id, m.kind, m.starts_at, m.ends_at, m.sequence, m.due_at, $2::uuid, $3 FROM outbox_message m
   WHERE m.booking_id = $1 AND m.kind = 'REMINDER' AND m.device_id IS NULL
     AND m.sent_at IS NULL AND m.skipped_at IS NULL AND m.failed_at IS NULL
     AND NOT EXISTS (
       SELECT FROM outbox_message known
        WHERE known.device_id = $2::uuid AND known.kind = m.kind AND known.sequence = m.sequence
     )`

const KEEP_NEWEST = `
  DELETE FROM device WHERE booking_id = $1 AND id NOT IN (
    SELECT id FROM device WHERE booking_id = $1 ORDER BY created_at DESC, id LIMIT $2
  )`
