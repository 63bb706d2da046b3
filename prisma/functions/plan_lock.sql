-- Taking a desk and changing the plan exclude each other: transactions that take desks share the lock, one that changes
-- the plan holds it alone. So the plan does not change under a booking that is being made, and a change of the plan sees
-- every booking that was made by the old one. An advisory lock, because thousands of bookings in a second that shared a
-- row lock would each write to that row.
-- Locks: `plan`, until the end of the transaction, before every other lock. Errors: 55P03 after lock_timeout.

-- Keeps the plan as it is; returns its revision.
CREATE OR REPLACE FUNCTION lock_plan_shared() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(lock_key('plan'));
  -- A statement of its own: it sees what was committed while this one waited.
  RETURN (SELECT revision FROM plan_revision);
END $$;

-- Waits for all transactions that take desks, and keeps others from beginning to.
CREATE OR REPLACE FUNCTION lock_plan_exclusive() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(lock_key('plan'));
END $$;
