-- Creates a booking in one round trip: idempotency key, occupancy, booking and items; for a status of CONFIRMED also
-- the rows of confirm_visit.
-- p_visit: {id, reference, status: HELD | CONFIRMED, startsAt, endsAt, channel, locale, actor, tokenHash, tokenNonce,
-- holdSeconds, reminderHours, items: [{serviceId, persons}], contact, remark, key, inputHash}; bytes in hexadecimal.
-- Outcome: BOOKED with the desk, and for a hold `occupied_until`, the end of its occupancy; UNAVAILABLE when no
-- candidate is free (nothing is written); DUPLICATE_KEY when the idempotency key exists.
-- Locks: `plan`, shared; blocks while a request with the same key is running. Errors: 55P03 after lock_timeout;
-- unique_violation on booking_reference_key (the caller retries with another reference); 40P01, deadlock.
CREATE OR REPLACE FUNCTION book_visit(
  p_visit jsonb, p_candidates jsonb, p_plan bigint, p_now timestamptz,
  OUT outcome text, OUT desk text, OUT occupied_until timestamptz
) LANGUAGE plpgsql AS $$
DECLARE
  v_id uuid := (p_visit->>'id')::uuid;
  v_confirmed boolean := (p_visit->>'status') = 'CONFIRMED';
  v_expires timestamptz := CASE WHEN NOT v_confirmed
                                THEN p_now + (p_visit->>'holdSeconds')::int * interval '1 second' END;
  v_key bytea := decode(p_visit->>'key', 'hex');
BEGIN
  IF v_key IS NOT NULL THEN
    INSERT INTO idempotency_key (key, input_hash, answer, created_at)
    VALUES (v_key, decode(p_visit->>'inputHash', 'hex'), jsonb_build_object('type', 'booked', 'bookingId', v_id), p_now)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
      outcome := 'DUPLICATE_KEY';
      RETURN;
    END IF;
  END IF;

  occupied_until := hold_occupancy_until(v_expires);
  desk := take_desk(v_id, CASE WHEN v_confirmed THEN 'BOOKING' ELSE 'HOLD' END::"OccupancyKind",
                    occupied_until, p_candidates, p_plan, p_now);
  IF desk IS NULL THEN
    DELETE FROM idempotency_key WHERE key = v_key;
    outcome := 'UNAVAILABLE';
    RETURN;
  END IF;

  INSERT INTO booking (id, reference, status, starts_at, ends_at, mode, desk_id, department_id, channel, locale,
                       token_hash, token_nonce, hold_expires_at, confirmed_at, created_at)
  SELECT v_id, p_visit->>'reference', (p_visit->>'status')::"BookingStatus", (p_visit->>'startsAt')::timestamptz,
         (p_visit->>'endsAt')::timestamptz, d.kind, d.id, d.department_id, (p_visit->>'channel')::"BookingChannel",
         p_visit->>'locale', decode(p_visit->>'tokenHash', 'hex'), decode(p_visit->>'tokenNonce', 'hex'), v_expires,
         CASE WHEN v_confirmed THEN p_now END, p_now
    FROM desk d WHERE d.id = desk;
  INSERT INTO booking_item (booking_id, position, service_id, persons)
  SELECT v_id, position, item->>'serviceId', (item->>'persons')::int
    FROM jsonb_array_elements(p_visit->'items') WITH ORDINALITY AS x(item, position);
  IF v_confirmed THEN
    PERFORM confirm_visit(v_id, desk, p_visit, p_now);
  ELSE
    INSERT INTO audit_entry (actor, action, booking_id) VALUES (p_visit->>'actor', 'booking.held', v_id);
  END IF;
  outcome := 'BOOKED';
END $$;
