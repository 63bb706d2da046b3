-- Takes a desk. The application passes candidates in order of preference; the database decides.
-- A candidate: {desk, from, to, runFrom, runTo, openFrom, openTo, plan}, times as instants; [from, to) is the visit with
-- the buffer of the desk, [runFrom, runTo) the free run around it when it was offered, [openFrom, openTo) the opening
-- (without closures) around that, plan the revision of the plan that the offer was computed from.
--
-- Time: p_now is the clock of the process that runs the command; the clock of the database is not used here. Clocks of
-- processes may differ by some seconds. The occupancy of a hold therefore lasts some seconds longer than the hold (see
-- hold_occupancy_until), so that a process with a fast clock does not give away a hold that has not yet expired.

-- End of the occupancy of a hold. Listing and booking both use it, so they agree; only the citizen with the hold sees
-- its earlier end. Clocks synchronised by NTP differ by far less than five seconds.
CREATE OR REPLACE FUNCTION hold_occupancy_until(p_hold_expires_at timestamptz) RETURNS timestamptz
LANGUAGE sql IMMUTABLE AS $$ SELECT p_hold_expires_at + interval '5 seconds' $$;

-- Whether the free run of an offer still has the same borders. The offer depends only on the run, so it is then still
-- valid. Locks: none.
CREATE OR REPLACE FUNCTION run_is_unchanged(c candidate, p_moving uuid, p_now timestamptz) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT coalesce(bool_and(NOT during && tstzrange(c."runFrom", c."runTo")), true)
     AND greatest(c."openFrom", max(upper(during)) FILTER (WHERE upper(during) <= c."from")) = c."runFrom"
     AND least(c."openTo", min(lower(during)) FILTER (WHERE lower(during) >= c."to")) = c."runTo"
    FROM occupancy
   WHERE desk_id = c.desk
     AND during && tstzrange(c."openFrom", c."openTo")
     AND (expires_at IS NULL OR expires_at > p_now)
     AND booking_id IS DISTINCT FROM p_moving
$$;

-- Deletes expired holds in the time of the candidate; false when another occupancy overlaps it.
-- Locks: the rows of expired holds. Errors: 40P01 (deadlock) when two callers delete the same rows in different order.
CREATE OR REPLACE FUNCTION remove_expired_holds(c candidate, p_moving uuid, p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  -- Checked before the DELETE, so that a caller without a chance locks no rows.
  IF EXISTS (
    SELECT FROM occupancy
     WHERE desk_id = c.desk AND during && tstzrange(c."from", c."to")
       AND (expires_at IS NULL OR expires_at > p_now)
       AND booking_id IS DISTINCT FROM p_moving
  ) THEN
    RETURN false;
  END IF;
  DELETE FROM occupancy
   WHERE desk_id = c.desk AND during && tstzrange(c."from", c."to") AND expires_at <= p_now
     AND booking_id IS DISTINCT FROM p_moving;
  RETURN true;
END $$;

-- Takes the first candidate that is still free, for a booking without a desk. Returns the desk, or null.
-- p_plan: revision of the plan when the offer comes from memory: then the run of every candidate is compared as well.
-- Null: the candidates were just read from this database.
-- Locks: `plan`, shared; waits for an uncommitted occupancy of the same time. Errors: 55P03 after lock_timeout; 40P01,
-- deadlock.
CREATE OR REPLACE FUNCTION take_desk(
  p_booking uuid, p_kind "OccupancyKind", p_expires_at timestamptz, p_candidates jsonb, p_plan bigint,
  p_now timestamptz
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_plan bigint := lock_plan_shared();
  c candidate;
BEGIN
  IF p_plan <> v_plan THEN
    RETURN NULL;
  END IF;
  FOR c IN SELECT * FROM jsonb_populate_recordset(NULL::candidate, p_candidates) LOOP
    CONTINUE WHEN c."plan" <> v_plan;
    CONTINUE WHEN p_plan IS NOT NULL AND NOT run_is_unchanged(c, NULL, p_now);
    CONTINUE WHEN NOT remove_expired_holds(c, NULL, p_now);
    INSERT INTO occupancy (desk_id, during, kind, expires_at, booking_id)
    VALUES (c.desk, tstzrange(c."from", c."to"), p_kind, p_expires_at, p_booking)
    ON CONFLICT DO NOTHING;
    IF FOUND THEN
      RETURN c.desk;
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
