-- Trigger: a booking that was left in a closed time is no longer flagged once it is moved or cancelled, on whatever path.
-- Locks and errors: none.
CREATE OR REPLACE FUNCTION clear_displaced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.displaced_by := NULL;
  RETURN NEW;
END $$;
