-- Takes a desk. The application offers candidates in the order it prefers; the database decides.
-- A candidate: {desk, from, to, runFrom, runTo, openFrom, openTo, plan}, instants; [from, to) is the visit with the
-- desk's buffer, [runFrom, runTo) the free run that the offer was made from, [openFrom, openTo) the opening (less
-- closures) around it, plan the revision of the plan by which it is one.
--
-- Time: p_now is the clock of the process that runs the command; the database's own clock decides nothing here. The
-- clocks of several processes may differ by some seconds. So that a process whose clock is ahead does not take a hold
-- that still runs for the citizen, the occupancy of a hold lasts some seconds longer than the hold that was promised
-- (see hold_occupancy_until).

-- Until when the occupancy of a hold counts. Listing and booking both judge by this, so they agree; only the citizen
-- who has the hold is told the earlier time. Clocks kept by NTP differ by far less than five seconds.
CREATE OR REPLACE FUNCTION hold_occupancy_until(p_hold_expires_at timestamptz) RETURNS timestamptz
LANGUAGE sql IMMUTABLE AS $$ SELECT p_hold_expires_at + interval '5 seconds' $$;

-- Whether the free run that an offer was made from still has the same borders. Then the offer, which depends on the run
-- alone, still holds. Locks: none.
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

-- Removes expired holds from the candidate's place; false when something else takes it.
-- Locks: the rows of expired holds. Errors: 40P01 when two callers remove the same rows in another order.
CREATE OR REPLACE FUNCTION remove_expired_holds(c candidate, p_moving uuid, p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  -- Looking first keeps a caller who comes too late from locking rows that it has no use for.
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

-- Takes the first candidate that is still free, for a booking that has no desk yet. Returns the desk, or null.
-- p_plan: the plan's revision when the offer comes from memory: then every candidate's run is compared as well.
-- Null: the candidates were read from this database a moment ago.
-- Locks: `plan`, shared; waits for a competitor that is about to commit. Errors: 55P03 after lock_timeout, 40P01.
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
