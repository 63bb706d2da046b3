-- How a desk is taken. The application offers candidates in the order it prefers; the database decides.
-- A candidate: {desk, from, to, runFrom, runTo, openFrom, openTo}, instants; [from, to) is the visit with the
-- desk's buffer, [runFrom, runTo) the free run that the offer was made from, [openFrom, openTo) the opening
-- (less closures) around it.
BEGIN;

CREATE TYPE candidate AS (
  desk text, "from" timestamptz, "to" timestamptz,
  "runFrom" timestamptz, "runTo" timestamptz, "openFrom" timestamptz, "openTo" timestamptz
);

-- What an offer was made from is still so: the free run around it has the same borders. Then the offer,
-- which depends on the run alone, still holds.
CREATE FUNCTION run_is_unchanged(c candidate, p_moving uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(bool_and(NOT during && tstzrange(c."runFrom", c."runTo")), true)
     AND greatest(c."openFrom", max(upper(during)) FILTER (WHERE upper(during) <= c."from")) = c."runFrom"
     AND least(c."openTo", min(lower(during)) FILTER (WHERE lower(during) >= c."to")) = c."runTo"
    FROM occupancy
   WHERE desk_id = c.desk
     AND during && tstzrange(c."openFrom", c."openTo")
     AND (expires_at IS NULL OR expires_at > now())
     AND booking_id IS DISTINCT FROM p_moving
$$;

-- The place is free but for holds that have expired, and those are removed.
CREATE FUNCTION clear_expired(c candidate, p_moving uuid) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  -- Looking first keeps a caller who comes too late from locking rows it has no use for.
  IF EXISTS (
    SELECT FROM occupancy
     WHERE desk_id = c.desk AND during && tstzrange(c."from", c."to")
       AND (expires_at IS NULL OR expires_at > now())
       AND booking_id IS DISTINCT FROM p_moving
  ) THEN
    RETURN false;
  END IF;
  DELETE FROM occupancy
   WHERE desk_id = c.desk AND during && tstzrange(c."from", c."to") AND expires_at <= now()
     AND booking_id IS DISTINCT FROM p_moving;
  RETURN true;
END $$;

CREATE FUNCTION plan_is_unchanged(p_plan bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT p_plan IS NULL OR EXISTS (SELECT FROM plan_revision WHERE revision = p_plan)
$$;

-- Takes the first candidate that is still free, for a booking that has no desk yet.
-- p_plan: the plan's revision that the offer was made by, when it comes from memory: then every candidate's
-- run is compared as well. Null: the candidates were read from this database a moment ago.
-- Returns the desk, or null. Waits for a competitor that is about to commit; never fails for one.
CREATE FUNCTION take_desk(
  p_booking uuid, p_kind "OccupancyKind", p_expires_at timestamptz, p_candidates jsonb, p_plan bigint
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  c candidate;
BEGIN
  IF NOT plan_is_unchanged(p_plan) THEN
    RETURN NULL;
  END IF;
  FOR c IN SELECT * FROM jsonb_populate_recordset(NULL::candidate, p_candidates) LOOP
    CONTINUE WHEN p_plan IS NOT NULL AND NOT run_is_unchanged(c, NULL);
    CONTINUE WHEN NOT clear_expired(c, NULL);
    INSERT INTO occupancy (desk_id, during, kind, expires_at, booking_id)
    VALUES (c.desk, tstzrange(c."from", c."to"), p_kind, p_expires_at, p_booking)
    ON CONFLICT DO NOTHING;
    IF FOUND THEN
      RETURN c.desk;
    END IF;
  END LOOP;
  RETURN NULL;
END $$;

-- Moves a booking's occupancy to the first candidate that is free. One update of one row: the old place is
-- given back at the instant at which the new one is taken, or not at all.
CREATE FUNCTION move_desk(p_booking uuid, p_candidates jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  c candidate;
BEGIN
  FOR c IN SELECT * FROM jsonb_populate_recordset(NULL::candidate, p_candidates) LOOP
    CONTINUE WHEN NOT clear_expired(c, p_booking);
    BEGIN
      UPDATE occupancy SET desk_id = c.desk, during = tstzrange(c."from", c."to")
       WHERE booking_id = p_booking AND kind = 'BOOKING';
      IF FOUND THEN
        RETURN c.desk;
      END IF;
    EXCEPTION WHEN exclusion_violation THEN
      -- Somebody was faster at this desk; the next candidate may do.
      NULL;
    END;
  END LOOP;
  RETURN NULL;
END $$;

-- Puts a message about the booking as it is now into the outbox.
CREATE FUNCTION tell(p_booking uuid, p_kind "MessageKind", p_previous timestamptz, p_reason text)
RETURNS void LANGUAGE sql AS $$
  INSERT INTO outbox_message (booking_id, kind, starts_at, ends_at, previous_starts_at, sequence, reason)
  SELECT id, p_kind, starts_at, ends_at, p_previous, sequence, p_reason FROM booking WHERE id = p_booking
$$;

-- Replaces the booking's reminder by one for its present time; none when that moment has passed.
CREATE FUNCTION remind(p_booking uuid, p_lead interval) RETURNS void LANGUAGE sql AS $$
  UPDATE outbox_message SET skipped_at = now()
   WHERE booking_id = p_booking AND kind = 'REMINDER'
     AND sent_at IS NULL AND skipped_at IS NULL AND failed_at IS NULL;
  INSERT INTO outbox_message (booking_id, kind, starts_at, ends_at, sequence, due_at)
  SELECT id, 'REMINDER', starts_at, ends_at, sequence, starts_at - p_lead
    FROM booking WHERE id = p_booking AND status = 'CONFIRMED' AND starts_at - p_lead > now()
$$;

-- Takes a desk for a new visit and writes all that belongs to it, in one statement and one round trip:
-- key, occupancy, booking, items, contact, messages, audit.
-- Answers BOOKED with the desk; TAKEN when no candidate is free, and then nothing was written;
-- SEEN when the idempotency key was used before.
CREATE FUNCTION book_visit(
  p jsonb, p_candidates jsonb, p_plan bigint, OUT outcome text, OUT desk text, OUT made_at timestamptz
) LANGUAGE plpgsql AS $$
DECLARE
  v_id uuid := (p->>'id')::uuid;
  v_confirmed boolean := (p->>'status') = 'CONFIRMED';
  v_expires timestamptz := CASE WHEN NOT v_confirmed THEN now() + (p->>'holdSeconds')::int * interval '1 second' END;
  v_key bytea := decode(p->>'key', 'hex');
BEGIN
  made_at := now();
  IF v_key IS NOT NULL THEN
    -- Waits for a twin that is in flight, and sees its answer.
    INSERT INTO idempotency_key (key, input_hash, answer)
    VALUES (v_key, decode(p->>'inputHash', 'hex'), jsonb_build_object('type', 'booked', 'bookingId', v_id))
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
      outcome := 'SEEN';
      RETURN;
    END IF;
  END IF;

  desk := take_desk(v_id, CASE WHEN v_confirmed THEN 'BOOKING' ELSE 'HOLD' END::"OccupancyKind",
                    v_expires, p_candidates, p_plan);
  IF desk IS NULL THEN
    DELETE FROM idempotency_key WHERE key = v_key;
    outcome := 'TAKEN';
    RETURN;
  END IF;

  INSERT INTO booking (id, reference, status, starts_at, ends_at, mode, desk_id, department_id, channel, locale,
                       token_hash, token_nonce, hold_expires_at, confirmed_at)
  SELECT v_id, p->>'reference', (p->>'status')::"BookingStatus", (p->>'startsAt')::timestamptz,
         (p->>'endsAt')::timestamptz, d.kind, d.id, d.department_id, (p->>'channel')::"BookingChannel",
         p->>'locale', decode(p->>'tokenHash', 'hex'), decode(p->>'tokenNonce', 'hex'), v_expires,
         CASE WHEN v_confirmed THEN now() END
    FROM desk d WHERE d.id = desk;
  INSERT INTO booking_item (booking_id, position, service_id, persons)
  SELECT v_id, position, item->>'serviceId', (item->>'persons')::int
    FROM jsonb_array_elements(p->'items') WITH ORDINALITY AS x(item, position);
  IF v_confirmed THEN
    INSERT INTO contact (booking_id, name, email, phone, remark)
    VALUES (v_id, p->'contact'->>'name', p->'contact'->>'email', p->'contact'->>'phone', p->>'remark');
    PERFORM tell(v_id, 'CONFIRMED', NULL, NULL);
    PERFORM remind(v_id, (p->>'reminderHours')::int * interval '1 hour');
  END IF;
  INSERT INTO audit_entry (actor, action, booking_id)
  VALUES (p->>'actor', CASE WHEN v_confirmed THEN 'booking.booked' ELSE 'booking.held' END, v_id);
  outcome := 'BOOKED';
END $$;

COMMIT;
