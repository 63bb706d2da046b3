-- The change feed: whatever changes what can be booked leaves a row in "change", on every path.
-- Rows carry their transaction's number: a reader asks for all since the oldest transaction that was
-- still open at its last look, and so misses none that commits late.
BEGIN;

CREATE FUNCTION feed_occupancies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO change (kind, desk_id, booking_id, during)
  SELECT 'OCCUPANCY', desk_id, booking_id, during FROM changed;
  RETURN NULL;
END $$;

CREATE TRIGGER occupancy_inserted AFTER INSERT ON occupancy
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION feed_occupancies();
CREATE TRIGGER occupancy_deleted AFTER DELETE ON occupancy
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION feed_occupancies();
-- An update leaves one place and takes another: both are told.
CREATE TRIGGER occupancy_left AFTER UPDATE ON occupancy
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION feed_occupancies();
CREATE TRIGGER occupancy_taken AFTER UPDATE ON occupancy
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION feed_occupancies();

-- Bookings, for the people who work with them; what is only held is nobody's booking yet.
CREATE FUNCTION feed_bookings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO change (kind, desk_id, booking_id, during)
  SELECT 'BOOKING', desk_id, id, tstzrange(starts_at, ends_at) FROM changed WHERE status <> 'HELD';
  RETURN NULL;
END $$;

CREATE TRIGGER booking_inserted AFTER INSERT ON booking
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION feed_bookings();
CREATE TRIGGER booking_was AFTER UPDATE ON booking
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION feed_bookings();
CREATE TRIGGER booking_is AFTER UPDATE ON booking
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION feed_bookings();

-- The plan decides which starts exist at all: its revision rises, so that an offer made by an older plan
-- is recognised when it comes to be booked.
CREATE FUNCTION feed_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM changed) THEN
    UPDATE plan_revision SET revision = revision + 1;
    INSERT INTO change (kind) VALUES ('PLAN');
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION feed_catalogue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM changed) THEN
    INSERT INTO change (kind) VALUES ('CATALOGUE');
  END IF;
  RETURN NULL;
END $$;

DO $$
DECLARE
  source record;
BEGIN
  FOR source IN
    SELECT t, 'feed_plan' AS f
      FROM unnest(ARRAY['opening', 'closure', 'desk', 'service', '_DeskToService', 'office']) AS t
    UNION ALL
    SELECT t, 'feed_catalogue'
      FROM unnest(ARRAY['topic', 'department', 'location', 'service', '_ServiceToTopic',
                        'required_document', 'fee', 'referral', 'office']) AS t
  LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS changed
                    FOR EACH STATEMENT EXECUTE FUNCTION %I()', source.f || '_inserted', source.t, source.f);
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed
                    FOR EACH STATEMENT EXECUTE FUNCTION %I()', source.f || '_updated', source.t, source.f);
    EXECUTE format('CREATE TRIGGER %I AFTER DELETE ON %I REFERENCING OLD TABLE AS changed
                    FOR EACH STATEMENT EXECUTE FUNCTION %I()', source.f || '_deleted', source.t, source.f);
  END LOOP;
END $$;

COMMIT;
