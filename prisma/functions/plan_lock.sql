-- Taking a desk and changing the plan exclude each other: transactions that take desks share the lock, a change of the
-- plan holds it exclusively. So the plan does not change while a booking is written, and a change of the plan sees
-- every booking of the old plan. An advisory lock, because each shared row lock would write to the same row, thousands
-- of times a second.
-- Locks: `plan`, until the end of the transaction, before every other lock. Errors: 55P03 after lock_timeout.

-- Prevents changes of the plan; returns its revision.
CREATE OR REPLACE FUNCTION lock_plan_shared() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(lock_key('plan'));
  -- A separate statement, whose snapshot includes what was committed while the lock was awaited.
  RETURN (SELECT revision FROM plan_revision);
END $$;

-- Waits for all transactions that take desks, and blocks new ones.
CREATE OR REPLACE FUNCTION lock_plan_exclusive() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(lock_key('plan'));
END $$;
