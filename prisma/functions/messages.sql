-- Messages of a booking, written in the transaction of the change that they report.
-- Locks: the rows that are written. Errors: none that a caller can expect.

-- Puts a message about the booking as it is now into the outbox, due at once.
CREATE OR REPLACE FUNCTION enqueue_message(
  p_booking uuid, p_kind "MessageKind", p_previous timestamptz, p_reason text, p_now timestamptz
) RETURNS void LANGUAGE sql AS $$
  INSERT INTO outbox_message (booking_id, kind, starts_at, ends_at, previous_starts_at, sequence, reason, due_at, created_at)
  SELECT id, p_kind, starts_at, ends_at, p_previous, sequence, p_reason, p_now, p_now FROM booking WHERE id = p_booking
$$;

-- Adds the reminder of a confirmed booking that has none; nothing when its moment has passed.
CREATE OR REPLACE FUNCTION enqueue_reminder(p_booking uuid, p_lead interval, p_now timestamptz) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO outbox_message (booking_id, kind, starts_at, ends_at, sequence, due_at, created_at)
  SELECT id, 'REMINDER', starts_at, ends_at, sequence, starts_at - p_lead, p_now
    FROM booking WHERE id = p_booking AND status = 'CONFIRMED' AND starts_at - p_lead > p_now
$$;

-- Replaces the booking's reminders by one for its present time; for a cancelled booking it only withdraws them.
-- The condition on the three times must not be the one of the indexes outbox_message_due_by_…: the booking's few messages are
-- found by its id, at the same cost however many others wait.
CREATE OR REPLACE FUNCTION schedule_reminder(p_booking uuid, p_lead interval, p_now timestamptz) RETURNS void
LANGUAGE sql AS $$
  UPDATE outbox_message SET skipped_at = p_now
   WHERE booking_id = p_booking AND kind = 'REMINDER'
     AND sent_at IS NULL AND skipped_at IS NULL AND failed_at IS NULL;
  SELECT enqueue_reminder(p_booking, p_lead, p_now)
$$;

-- Trigger: each device of the booking gets a copy of a reminder and of a cancellation or move by the office.
CREATE OR REPLACE FUNCTION enqueue_device_messages() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox_message (booking_id, kind, starts_at, ends_at, sequence, due_at, created_at, device_id)
  SELECT NEW.booking_id, NEW.kind, NEW.starts_at, NEW.ends_at, NEW.sequence, NEW.due_at, NEW.created_at, id
    FROM device WHERE booking_id = NEW.booking_id;
  RETURN NULL;
END $$;
