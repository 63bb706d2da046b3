-- The audit: an append-only table with a hash chain.
--
-- Time: audit_entry.at is the clock of the database, because the time is evidence. One clock for all processes keeps the
-- entries in the order of the chain (the verifier reports an entry that is much older than those before it). A process
-- with a wrong clock can neither backdate an entry nor delete entries younger than 90 days with forget_audit. No rule of
-- the domain reads this time.

-- Canonical form of an entry: netstrings (length in bytes, colon, text), a dash for null, the time in milliseconds since
-- 1970. Different entries have different forms. Must never change, or older hashes no longer verify.
-- api/audit/canonical.ts implements it a second time.
CREATE OR REPLACE FUNCTION audit_netstring(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN value IS NULL THEN '-' ELSE octet_length(value) || ':' || value END;
CREATE OR REPLACE FUNCTION audit_canonical(e audit_entry) RETURNS bytea LANGUAGE sql STABLE
  RETURN convert_to(
    audit_netstring(e.id::text) || audit_netstring((extract(epoch FROM e.at) * 1000)::bigint::text)
      || audit_netstring(e.actor) || audit_netstring(e.action)
      || audit_netstring(e.booking_id::text) || audit_netstring(e.detail::text), 'UTF8');

-- Seals committed entries that have no seal, at most p_most. SECURITY DEFINER because the role of the application must
-- not write seals.
-- p_since: all entries of transactions before it are sealed; null: unknown, all entries are searched.
-- Returns the number of sealed entries and the p_since of the next call; null when another process is sealing.
-- Locks: `audit`, without waiting. Errors: no expected ones.
CREATE OR REPLACE FUNCTION seal_audit(p_since xid8, p_most int, OUT sealed int, OUT since xid8)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  e audit_entry;
  v_final xid8;
  v_position bigint;
  v_hash bytea;
  v_positions bigint[] := '{}';
  v_entries bigint[] := '{}';
  v_hashes bytea[] := '{}';
BEGIN
  -- Held until the end of this transaction. Each statement below has a new snapshot and sees the seals of the previous
  -- holder.
  IF NOT pg_try_advisory_xact_lock(lock_key('audit')) THEN
    RETURN;
  END IF;
  -- All older transactions have ended, so no further entries of them can appear.
  v_final := pg_snapshot_xmin(pg_current_snapshot());
  SELECT position, hash INTO v_position, v_hash FROM (
    (SELECT position, hash FROM audit_seal ORDER BY position DESC LIMIT 1)
    UNION ALL
    (SELECT position, hash FROM audit_forgotten ORDER BY position DESC LIMIT 1)
  ) AS ends ORDER BY position DESC LIMIT 1;
  v_position := coalesce(v_position, 0);
  v_hash := coalesce(v_hash, decode(repeat('00', 32), 'hex'));
  FOR e IN
    -- Materialized, so that the index on xid is used: it finds few rows. Without it the planner scans all ids in order.
    WITH fresh AS MATERIALIZED (
      SELECT id FROM audit_entry
       WHERE xid >= coalesce(p_since, '0')
         -- Rows restored from a dump have transaction ids of another server, which may be in the future here: only the
         -- search over all entries finds them.
         AND (xid < v_final OR p_since IS NULL AND xid >= pg_snapshot_xmax(pg_current_snapshot()))
    ), unsealed AS (
      SELECT id FROM fresh f WHERE NOT EXISTS (SELECT FROM audit_seal s WHERE s.entry_id = f.id)
       ORDER BY id LIMIT p_most
    )
    SELECT a.* FROM audit_entry a JOIN unsealed USING (id) ORDER BY id
  LOOP
    v_position := v_position + 1;
    v_hash := sha256(v_hash || audit_canonical(e));
    v_positions := v_positions || v_position;
    v_entries := v_entries || e.id;
    v_hashes := v_hashes || v_hash;
  END LOOP;
  INSERT INTO audit_seal (position, entry_id, hash)
  SELECT * FROM unnest(v_positions, v_entries, v_hashes);
  sealed := cardinality(v_entries);
  -- After a crash, PostgreSQL assigns those transaction ids again that were not written to disk. So `since` must be an
  -- id that is on disk: v_final when this transaction wrote seals, otherwise the id of a stored entry.
  since := CASE
    WHEN sealed = p_most THEN p_since
    WHEN sealed > 0 THEN v_final
    ELSE coalesce(p_since, (SELECT xid FROM audit_entry WHERE xid < v_final ORDER BY xid DESC LIMIT 1))
  END;
END $$;

-- Deletes sealed entries older than p_before from the start of the chain, at most p_most, and keeps the last hash, from
-- which the chain continues. Returns the number of deleted entries. SECURITY DEFINER because the role of the application
-- must not delete entries.
-- Locks: `audit`. Errors: check_violation for entries of the last 90 days by the clock of the database; 55P03 after
-- lock_timeout.
CREATE OR REPLACE FUNCTION forget_audit(p_before timestamptz, p_most int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET terminklick.forgetting = 'on' AS $$
DECLARE
  v_last bigint;
  v_count int;
BEGIN
  IF p_before > now() - interval '90 days' THEN
    RAISE EXCEPTION 'entries of the last 90 days are not forgotten' USING ERRCODE = 'check_violation';
  END IF;
  PERFORM pg_advisory_xact_lock(lock_key('audit'));
  SELECT max(position) INTO v_last FROM (
    -- A missing entry does not count as old, so the verifier still finds the gap.
    SELECT s.position, bool_and(coalesce(e.at < p_before, false)) OVER (ORDER BY s.position) AS old
      FROM (SELECT position, entry_id FROM audit_seal ORDER BY position LIMIT p_most) AS s
      LEFT JOIN audit_entry e ON e.id = s.entry_id
  ) AS oldest WHERE old;
  IF v_last IS NULL THEN
    RETURN 0;
  END IF;
  INSERT INTO audit_forgotten (position, hash) SELECT position, hash FROM audit_seal WHERE position = v_last;
  DELETE FROM audit_entry WHERE id IN (SELECT entry_id FROM audit_seal WHERE position <= v_last);
  DELETE FROM audit_seal WHERE position <= v_last;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  INSERT INTO audit_entry (actor, action, detail)
  VALUES ('system', 'audit.forgotten', jsonb_build_object('entries', v_count, 'upTo', v_last));
  RETURN v_count;
END $$;

-- Dropping and creating a function resets its rights: by default every role may execute it.
REVOKE ALL ON FUNCTION seal_audit, forget_audit FROM PUBLIC;
GRANT EXECUTE ON FUNCTION seal_audit, forget_audit TO terminklick_app;

-- Trigger: refuses UPDATE, DELETE and TRUNCATE of the audit, also by the owner of the tables, whom rights do not
-- restrict. forget_audit may delete.
CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('terminklick.forgetting', true) = 'on' THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'the audit is only ever added to' USING ERRCODE = 'insufficient_privilege';
END $$;
