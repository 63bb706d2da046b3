-- Trigger: an active administrator who has signed in before, or has a password, must remain. The lock lets two who
-- withdraw each other's rights at the same moment come one after the other; the second sees what the first has written.
-- Locks: `administrators`. Errors: restrict_violation of staff_keeps_an_admin; 55P03 after lock_timeout.
CREATE OR REPLACE FUNCTION keep_an_admin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(lock_key('administrators'));
  IF NOT EXISTS (
    SELECT FROM staff
     WHERE active AND 'admin' = ANY (roles) AND (password_hash IS NOT NULL OR last_signed_in_at IS NOT NULL)
  ) THEN
    RAISE EXCEPTION 'an active administrator must remain'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'staff_keeps_an_admin';
  END IF;
  RETURN NULL;
END $$;
