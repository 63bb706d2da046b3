-- Key of an advisory lock by its name. Must equal api/database/locks.ts, which documents the locks.
-- Errors: 20000 (case_not_found) for an unknown name. Returning null instead would lock nothing.
CREATE OR REPLACE FUNCTION lock_key(p_name text) RETURNS bigint LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  CASE p_name
    WHEN 'product' THEN RETURN 7263548123;
    WHEN 'migration' THEN RETURN 7263548124;
    WHEN 'audit' THEN RETURN 7263548125;
    WHEN 'plan' THEN RETURN 7263548126;
    WHEN 'administrators' THEN RETURN 7263548127;
    WHEN 'catalogue' THEN RETURN 7263548128;
  END CASE;
END $$;
