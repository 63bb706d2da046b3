-- Trigger: removes the flag of a booking in a closed time when the booking is moved or cancelled. A trigger, because
-- several commands move and cancel. Locks and errors: none.
CREATE OR REPLACE FUNCTION clear_displaced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.displaced_by := NULL;
  RETURN NEW;
END $$;
