-- What happens to a visit on its day: when somebody came, was called and was done, how often a telephone rang in vain,
-- which papers were seen, and what the office has noted.
-- Safe under load: the new columns are null or have a constant default, so no row is rewritten.
BEGIN;

ALTER TABLE booking
  ADD COLUMN arrived_at timestamptz(3),
  ADD COLUMN called_at timestamptz(3),
  ADD COLUMN completed_at timestamptz(3),
  ADD COLUMN call_attempts integer NOT NULL DEFAULT 0,
  ADD COLUMN try_again_at timestamptz(3),
  ADD COLUMN documents_seen text[] DEFAULT ARRAY[]::text[],
  ADD CONSTRAINT booking_steps_in_order CHECK (
    call_attempts >= 0 AND (status <> 'COMPLETED' OR completed_at IS NOT NULL) AND (status <> 'CALLED' OR called_at IS NOT NULL)
  ) NOT VALID;

-- May name anybody, so it goes when the contact goes.
ALTER TABLE contact ADD COLUMN office_remark text;

COMMIT;
