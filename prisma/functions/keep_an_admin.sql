-- Trigger: at least one active administrator must remain that has a password or has signed in before. The lock
-- serialises two administrators who revoke each other's role at the same time, so that the second transaction sees the
-- first one's change.
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
