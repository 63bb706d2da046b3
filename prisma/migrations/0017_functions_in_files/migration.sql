-- From here on the current text of every function stands in prisma/functions and is applied after the migrations
-- (api/database/functions.ts), whenever it has changed. This migration drops the functions that got another name or
-- other arguments; triggers stay here, and keep the functions that they call.
-- Safe under load: the outbox, whose index is built anew, is kept small by retention; all else changes definitions only.
BEGIN;

-- Which text of a file of prisma/functions this database has, and which functions the file defined.
CREATE TABLE "function_file" (
    "name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "signatures" TEXT[],

    CONSTRAINT "function_file_pkey" PRIMARY KEY ("name")
);
REVOKE INSERT, UPDATE, DELETE ON "function_file" FROM terminklick_app;

DROP FUNCTION book_visit(jsonb, jsonb, bigint);
DROP FUNCTION take_desk(uuid, "OccupancyKind", timestamptz, jsonb, bigint);
DROP FUNCTION move_desk(uuid, jsonb);
DROP FUNCTION run_is_unchanged(candidate, uuid);
DROP FUNCTION clear_expired(candidate, uuid);
DROP FUNCTION tell(uuid, "MessageKind", timestamptz, text);
DROP FUNCTION remind(uuid, interval);
DROP FUNCTION share_plan();
DROP FUNCTION hold_plan();

ALTER FUNCTION tell_devices() RENAME TO enqueue_device_messages;
ALTER TRIGGER outbox_message_tells_devices ON outbox_message RENAME TO outbox_message_for_devices;
ALTER FUNCTION see_to_displaced() RENAME TO clear_displaced;
ALTER TRIGGER booking_seen_to ON booking RENAME TO booking_displaced_until_changed;

-- Changes of the plan in their order, also when two bear the same time.
ALTER TABLE plan_change ADD COLUMN number BIGSERIAL NOT NULL;

-- The plan's revision rises only when a column changed that decides which starts exist: those that loadPlan() in
-- api/live/plan.ts reads. The arguments of each trigger are those columns.
CREATE FUNCTION feed_plan_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
DO $$
DECLARE
  plan record;
BEGIN
  FOR plan IN
    SELECT * FROM (VALUES
      ('opening', 'desk_id, weekday, from_minute, to_minute, valid_from, valid_until, reserved'),
      ('closure', 'desk_id, starts_at, ends_at'),
      ('desk', 'id, grid_minutes, buffer_minutes, department_id, active'),
      ('service', 'id, duration_minutes, extra_minutes_per_person, max_persons, mode, active'),
      ('_DeskToService', '"A", "B"'),
      ('office', 'time_zone, holiday_region, lead_minutes, horizon_days')
    ) AS source (name, columns)
  LOOP
    EXECUTE format('DROP TRIGGER feed_plan_updated ON %I', plan.name);
    EXECUTE format('CREATE TRIGGER feed_plan_updated AFTER UPDATE ON %I
                    REFERENCING OLD TABLE AS before NEW TABLE AS changed
                    FOR EACH STATEMENT EXECUTE FUNCTION feed_plan_update(%L)', plan.name, plan.columns);
  END LOOP;
END $$;

-- Every statement that looks for open messages of a booking could use the old index, whose condition it repeats, and
-- then read all open messages. Until the first ANALYZE the planner believed that to be cheap, and each booking cost more
-- than the one before. With this condition only those statements use it that say it in the same words.
-- One for each channel: devices must not look through all mails that wait, nor the other way round.
DROP INDEX outbox_message_due;
CREATE INDEX outbox_message_due_by_mail ON outbox_message (due_at)
  WHERE coalesce(sent_at, skipped_at, failed_at) IS NULL AND device_id IS NULL;
CREATE INDEX outbox_message_due_by_push ON outbox_message (due_at)
  WHERE coalesce(sent_at, skipped_at, failed_at) IS NULL AND device_id IS NOT NULL;
-- The few that are being sent.
CREATE INDEX outbox_message_leased ON outbox_message (leased_until) WHERE leased_until IS NOT NULL;

COMMIT;
