-- Messages of a booking, written in the transaction of the change that they report.
-- Locks: the written rows. Errors: no expected ones.

-- Adds a message with the current state of the booking to the outbox, due at once.
CREATE OR REPLACE FUNCTION enqueue_message(
  p_booking uuid, p_kind "MessageKind", p_previous timestamptz, p_reason text, p_now timestamptz
) RETURNS void LANGUAGE sql AS $$
  INSERT INTO outbox_message (booking_id, kind, starts_at, ends_at, previous_starts_at, sequence, reason, due_at, created_at)
  SELECT id, p_kind, starts_at, ends_at, p_previous, sequence, p_reason, p_now, p_now FROM booking WHERE id = p_booking
$$;

-- Adds the reminder of a confirmed booking that has none. Adds nothing when its time is in the past.
CREATE OR REPLACE FUNCTION enqueue_reminder(p_booking uuid, p_lead interval, p_now timestamptz) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO outbox_message (booking_id, kind, starts_at, ends_at, sequence, due_at, created_at)
  SELECT id, 'REMINDER', starts_at, ends_at, sequence, starts_at - p_lead, p_now
    FROM booking WHERE id = p_booking AND status = 'CONFIRMED' AND starts_at - p_lead > p_now
$$;

-- Replaces the reminder of a booking by one for its current start; for a cancelled booking it only removes the
-- reminder. The condition on the three times is written differently from the indexes outbox_message_due_by_… on
-- purpose: the planner then uses the index on booking_id, whose cost does not grow with the number of pending messages.
CREATE OR REPLACE FUNCTION schedule_reminder(p_booking uuid, p_lead interval, p_now timestamptz) RETURNS void
LANGUAGE sql AS $$
  UPDATE outbox_message SET skipped_at = p_now
   WHERE booking_id = p_booking AND kind = 'REMINDER'
     AND sent_at IS NULL AND skipped_at IS NULL AND failed_at IS NULL;
  SELECT enqueue_reminder(p_booking, p_lead, p_now)
$$;

-- Trigger: adds a copy for each device of the booking to a reminder and to a cancellation or move by the office.
CREATE OR REPLACE FUNCTION enqueue_device_messages() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox_message (booking_id, kind, starts_at, ends_at, sequence, due_at, created_at, device_id)
  SELECT NEW.booking_id, NEW.kind, NEW.starts_at, NEW.ends_at, NEW.sequence, NEW.due_at, NEW.created_at, id
    FROM device WHERE booking_id = NEW.booking_id;
  RETURN NULL;
END $$;
