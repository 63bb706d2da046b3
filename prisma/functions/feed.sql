-- The change feed: whatever changes what people see leaves a row in "change", on every path. Rows carry their
-- transaction's number: a reader asks for all since the oldest transaction that was still open when it last read, and so
-- misses none that commits late. All are triggers after a statement; `changed` and `before` are its rows. The time of a
-- row is the database's, because triggers know no other; it only decides when retention removes the row.
-- Locks: a change of the plan takes `plan`, exclusively. Errors: 55P03 after lock_timeout.

CREATE OR REPLACE FUNCTION feed_occupancies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO change (kind, desk_id, booking_id, during)
  SELECT 'OCCUPANCY', desk_id, booking_id, during FROM changed;
  RETURN NULL;
END $$;

-- A hold is not yet a booking.
CREATE OR REPLACE FUNCTION feed_bookings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO change (kind, desk_id, booking_id, during)
  SELECT 'BOOKING', desk_id, id, tstzrange(starts_at, ends_at) FROM changed WHERE status <> 'HELD';
  RETURN NULL;
END $$;

-- The plan decides which starts exist: with a new revision, an offer made by the old one is recognised when it is booked.
CREATE OR REPLACE FUNCTION raise_plan_revision() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lock_plan_exclusive();
  UPDATE plan_revision SET revision = revision + 1;
  INSERT INTO change (kind) VALUES ('PLAN');
END $$;

-- After rows of the plan were inserted or deleted.
CREATE OR REPLACE FUNCTION feed_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM changed) THEN
    PERFORM raise_plan_revision();
  END IF;
  RETURN NULL;
END $$;

-- After an update: only when one of the columns changed that the trigger names in its argument.
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

-- Rights or sessions may have ended: open streams check theirs.
CREATE OR REPLACE FUNCTION feed_staff() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM changed) THEN
    INSERT INTO change (kind) VALUES ('STAFF');
  END IF;
  RETURN NULL;
END $$;

-- After an update of staff. Signing in writes when it was: that alone does not concern open streams.
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
