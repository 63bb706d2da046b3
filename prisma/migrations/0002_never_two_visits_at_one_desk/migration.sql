-- The rules that the tables themselves hold, whoever writes.
BEGIN;

CREATE EXTENSION IF NOT EXISTS btree_gist;

-- The promise of the house: an overlap cannot be stored. Every path (hold, booking, move, staff, API)
-- ends here. SQLSTATE 23P01 becomes SLOT_TAKEN.
ALTER TABLE occupancy
  ADD CONSTRAINT occupancy_never_overlaps EXCLUDE USING gist (desk_id WITH =, during WITH &&),
  ADD CONSTRAINT occupancy_is_a_range CHECK (
    NOT isempty(during) AND NOT lower_inf(during) AND NOT upper_inf(during)
    AND lower_inc(during) AND NOT upper_inc(during)
  ),
  ADD CONSTRAINT occupancy_expires_when_provisional CHECK ((kind IN ('HOLD', 'OFFER')) = (expires_at IS NOT NULL)),
  ADD CONSTRAINT occupancy_of_a_booking CHECK (kind = 'BLOCK' OR booking_id IS NOT NULL);

-- One booking occupies one desk once.
CREATE UNIQUE INDEX occupancy_one_per_booking ON occupancy (booking_id) WHERE kind IN ('HOLD', 'BOOKING');

-- The occupancy is taken before its booking's row is written, in the same transaction.
ALTER TABLE occupancy ALTER CONSTRAINT occupancy_booking_id_fkey DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE booking
  ADD CONSTRAINT booking_lasts CHECK (starts_at < ends_at),
  ADD CONSTRAINT booking_held_until CHECK (status <> 'HELD' OR hold_expires_at IS NOT NULL),
  ADD CONSTRAINT booking_cancelled_by_somebody CHECK ((status = 'CANCELLED') = (cancelled_by IS NOT NULL));
ALTER TABLE booking_item ADD CONSTRAINT booking_item_persons CHECK (persons >= 1);

ALTER TABLE desk
  ADD CONSTRAINT desk_grid_divides_the_hour CHECK (grid_minutes > 0 AND 60 % grid_minutes = 0),
  ADD CONSTRAINT desk_buffer CHECK (buffer_minutes >= 0);
ALTER TABLE opening
  ADD CONSTRAINT opening_weekday CHECK (weekday BETWEEN 1 AND 7),
  ADD CONSTRAINT opening_hours CHECK (0 <= from_minute AND from_minute < to_minute AND to_minute <= 1440),
  ADD CONSTRAINT opening_validity CHECK (valid_from <= valid_until);
ALTER TABLE closure ADD CONSTRAINT closure_lasts CHECK (starts_at < ends_at);
ALTER TABLE service
  ADD CONSTRAINT service_duration CHECK (duration_minutes > 0 AND extra_minutes_per_person >= 0 AND max_persons >= 1);
ALTER TABLE fee ADD CONSTRAINT fee_range CHECK (amount_cents >= 0 AND amount_cents <= amount_max_cents);
ALTER TABLE office ADD CONSTRAINT office_is_one CHECK (id = 1);
ALTER TABLE plan_revision ADD CONSTRAINT plan_revision_is_one CHECK (id = 1);
INSERT INTO plan_revision (id, revision) VALUES (1, 1);

-- What a worker looks for: messages that are due and neither sent nor given up.
CREATE INDEX outbox_message_due ON outbox_message (due_at)
  WHERE sent_at IS NULL AND skipped_at IS NULL AND failed_at IS NULL;

COMMIT;
