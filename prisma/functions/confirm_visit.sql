-- Everything that a confirmation writes beside the desk: the booking's status, contact, messages, audit. The caller has
-- taken the desk (take_desk, or the occupancy of the hold) and locked the booking, or has just inserted it as confirmed.
-- p_said: {locale, contact: {name, email, phone}, remark, reminderHours, actor}.
-- Locks: the booking's row. Errors: unique_violation on contact_pkey when the booking was confirmed before.
CREATE OR REPLACE FUNCTION confirm_visit(p_booking uuid, p_desk text, p_said jsonb, p_now timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_held boolean := (SELECT status = 'HELD' FROM booking WHERE id = p_booking);
BEGIN
  IF v_held THEN
    UPDATE booking
       SET status = 'CONFIRMED', desk_id = p_desk, locale = p_said->>'locale', hold_expires_at = NULL,
           confirmed_at = p_now, version = version + 1
     WHERE id = p_booking;
  END IF;
  INSERT INTO contact (booking_id, name, email, phone, remark)
  VALUES (p_booking, p_said->'contact'->>'name', p_said->'contact'->>'email', p_said->'contact'->>'phone',
          p_said->>'remark');
  PERFORM enqueue_message(p_booking, 'CONFIRMED', NULL, NULL, p_now);
  -- A booking that was not confirmed has no reminder that would have to be withdrawn.
  PERFORM enqueue_reminder(p_booking, (p_said->>'reminderHours')::int * interval '1 hour', p_now);
  INSERT INTO audit_entry (actor, action, booking_id)
  VALUES (p_said->>'actor', CASE WHEN v_held THEN 'booking.confirmed' ELSE 'booking.booked' END, p_booking);
END $$;
