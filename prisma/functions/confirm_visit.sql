-- Writes a confirmation: status of the booking, contact, messages, audit entry. The caller has taken the desk
-- (take_desk, or the occupancy of the hold) and has either locked the booking or inserted it as confirmed.
-- p_input: {locale, contact: {name, email, phone}, remark, reminderHours, actor}.
-- Locks: the row of the booking. Errors: unique_violation on contact_pkey when the booking is already confirmed.
CREATE OR REPLACE FUNCTION confirm_visit(p_booking uuid, p_desk text, p_input jsonb, p_now timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_held boolean := (SELECT status = 'HELD' FROM booking WHERE id = p_booking);
BEGIN
  IF v_held THEN
    UPDATE booking
       SET status = 'CONFIRMED', desk_id = p_desk, locale = p_input->>'locale', hold_expires_at = NULL,
           confirmed_at = p_now, version = version + 1
     WHERE id = p_booking;
  END IF;
  INSERT INTO contact (booking_id, name, email, phone, remark)
  VALUES (p_booking, p_input->'contact'->>'name', p_input->'contact'->>'email', p_input->'contact'->>'phone',
          p_input->>'remark');
  PERFORM enqueue_message(p_booking, 'CONFIRMED', NULL, NULL, p_now);
  -- Not schedule_reminder: before its confirmation a booking has no reminder to replace.
  PERFORM enqueue_reminder(p_booking, (p_input->>'reminderHours')::int * interval '1 hour', p_now);
  INSERT INTO audit_entry (actor, action, booking_id)
  VALUES (p_input->>'actor', CASE WHEN v_held THEN 'booking.confirmed' ELSE 'booking.booked' END, p_booking);
END $$;
