-- The change feed: triggers write a row into "change" for every change that pages show live, whichever command made it.
-- Each row has the id of its transaction. A reader reads all rows since the oldest transaction that was open at its
-- last read, so it misses no row that was committed late. All functions are triggers after a statement; `changed` and
-- `before` are its rows. The time of a row is the clock of the database, as triggers get no parameter; only retention
-- uses it.
-- Locks: a change of the plan takes `plan`, exclusively. Errors: 55P03 after lock_timeout.

CREATE OR REPLACE FUNCTION feed_occupancies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO change (kind, desk_id, booking_id, during)
  SELECT 'OCCUPANCY', desk_id, booking_id, during FROM changed;
  RETURN NULL;
END $$;

-- Holds are left out: pages do not list them as bookings.
CREATE OR REPLACE FUNCTION feed_bookings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO change (kind, desk_id, booking_id, during)
  SELECT 'BOOKING', desk_id, id, tstzrange(starts_at, ends_at) FROM changed WHERE status <> 'HELD';
  RETURN NULL;
END $$;

-- The plan decides which starts exist. take_desk compares revisions and so refuses offers of an older plan.
CREATE OR REPLACE FUNCTION raise_plan_revision() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lock_plan_exclusive();
  UPDATE plan_revision SET revision = revision + 1;
  INSERT INTO change (kind) VALUES ('PLAN');
END $$;

-- After INSERT or DELETE of rows of the plan.
CREATE OR REPLACE FUNCTION feed_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM changed) THEN
    PERFORM raise_plan_revision();
  END IF;
  RETURN NULL;
END $$;

-- After UPDATE: acts only when a column changed that is named in the argument of the trigger.
CREATE OR REPLACE FUNCTION feed_plan_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_changed boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT %1$s FROM changed EXCEPT ALL SELECT %1$s FROM before)', TG_ARGV[0])
    INTO v_changed;
  IF v_changed THEN
    PERFORM raise_plan_revision();
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION feed_catalogue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM changed) THEN
    INSERT INTO change (kind) VALUES ('CATALOGUE');
  END IF;
  RETURN NULL;
END $$;

-- Rights or sessions may have ended, so open streams check theirs again.
CREATE OR REPLACE FUNCTION feed_staff() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM changed) THEN
    INSERT INTO change (kind) VALUES ('STAFF');
  END IF;
  RETURN NULL;
END $$;

-- After UPDATE of staff. Ignores last_signed_in_at, which every sign-in writes and which changes no rights.
CREATE OR REPLACE FUNCTION feed_staff_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM changed c JOIN before b USING (id)
     WHERE (c.name, c.email, c.password_hash, c.roles, c.active)
           IS DISTINCT FROM (b.name, b.email, b.password_hash, b.roles, b.active)
  ) THEN
    INSERT INTO change (kind) VALUES ('STAFF');
  END IF;
  RETURN NULL;
END $$;
