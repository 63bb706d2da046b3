-- The plan is changed by people: who changed what and how it is taken back, what a closure is for, and which bookings
-- were left where the office is shut. And a booking is only ever made by the plan that there is.
-- Safe under load: closures are few, new columns of "booking" are null, and its new key has nothing to check.
BEGIN;

CREATE TYPE "ClosureKind" AS ENUM ('ABSENCE', 'MEETING', 'HOLIDAY', 'EMERGENCY', 'OTHER');

-- What was shut together, at several desks, is one closure to people.
ALTER TABLE closure
  ADD COLUMN kind "ClosureKind" NOT NULL DEFAULT 'OTHER',
  ADD COLUMN group_id uuid NOT NULL DEFAULT gen_random_uuid();
CREATE INDEX closure_group_id_idx ON closure (group_id);

CREATE TABLE plan_change (
  id UUID NOT NULL DEFAULT gen_random_uuid(),
  at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  staff_id UUID,
  desk_ids TEXT[],
  writes JSONB NOT NULL,
  slots_lost INTEGER NOT NULL,
  slots_gained INTEGER NOT NULL,
  moved INTEGER NOT NULL,
  cancelled INTEGER NOT NULL,
  flagged INTEGER NOT NULL,
  undoes UUID,
  CONSTRAINT plan_change_pkey PRIMARY KEY (id),
  CONSTRAINT plan_change_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT plan_change_undoes_fkey FOREIGN KEY (undoes) REFERENCES plan_change (id) ON DELETE SET NULL ON UPDATE CASCADE
);
-- Taken back once.
CREATE UNIQUE INDEX plan_change_undoes_key ON plan_change (undoes);
CREATE INDEX plan_change_at_idx ON plan_change (at);

ALTER TABLE booking
  ADD COLUMN displaced_by uuid,
  ADD CONSTRAINT booking_displaced_by_fkey FOREIGN KEY (displaced_by) REFERENCES plan_change (id)
    ON DELETE SET NULL ON UPDATE CASCADE NOT VALID;
CREATE INDEX booking_displaced ON booking (displaced_by) WHERE displaced_by IS NOT NULL;

-- Whatever path moves or cancels a booking that was left in a closed time has seen to it.
CREATE FUNCTION see_to_displaced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.displaced_by := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER booking_seen_to BEFORE UPDATE OF desk_id, starts_at, status ON booking FOR EACH ROW
  WHEN (OLD.displaced_by IS NOT NULL AND (
    NEW.status = 'CANCELLED' OR (NEW.desk_id, NEW.starts_at) IS DISTINCT FROM (OLD.desk_id, OLD.starts_at)))
  EXECUTE FUNCTION see_to_displaced();

-- Who takes a desk and who changes the plan exclude each other: until the end of its transaction the one has the plan
-- together with all others who take a desk, the other has it alone. So a plan is not changed under a booking that is
-- about to be made, and whoever changes it sees every booking that was made by the old one. A lock in memory, because
-- thousands who share one row in a second would write to it each time.

-- Keeps the plan as it is until the end of the transaction; answers its revision.
CREATE FUNCTION share_plan() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(7263548126);
  -- A statement of its own: it sees what was committed while this one waited.
  RETURN (SELECT revision FROM plan_revision);
END $$;

-- Keeps everybody else from taking desks until the end of the transaction, and waits for those who are at it.
CREATE FUNCTION hold_plan() RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(7263548126)
$$;

CREATE OR REPLACE FUNCTION feed_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM changed) THEN
    PERFORM hold_plan();
    UPDATE plan_revision SET revision = revision + 1;
    INSERT INTO change (kind) VALUES ('PLAN');
  END IF;
  RETURN NULL;
END $$;

-- The revision of the plan by which a candidate is one; null from processes that do not tell it yet.
ALTER TYPE candidate ADD ATTRIBUTE "plan" bigint;

-- As before, but never by an older plan than the one there is.
-- p_plan: as before; when it is given, every candidate's run is compared as well.
CREATE OR REPLACE FUNCTION take_desk(
  p_booking uuid, p_kind "OccupancyKind", p_expires_at timestamptz, p_candidates jsonb, p_plan bigint
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_plan bigint := share_plan();
  c candidate;
BEGIN
  IF p_plan <> v_plan THEN
    RETURN NULL;
  END IF;
  FOR c IN SELECT * FROM jsonb_populate_recordset(NULL::candidate, p_candidates) LOOP
    CONTINUE WHEN c."plan" <> v_plan;
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
DROP FUNCTION plan_is_unchanged(bigint);

CREATE OR REPLACE FUNCTION move_desk(p_booking uuid, p_candidates jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_plan bigint := share_plan();
  c candidate;
BEGIN
  FOR c IN SELECT * FROM jsonb_populate_recordset(NULL::candidate, p_candidates) LOOP
    CONTINUE WHEN c."plan" <> v_plan;
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

COMMIT;
