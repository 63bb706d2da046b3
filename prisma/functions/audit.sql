-- The audit: entries are only ever added, and each is chained to the one before it.
--
-- Time: audit_entry.at is the database's clock, on purpose. It is evidence: one clock for all processes keeps the entries
-- in the order of the chain (the verifier reports an entry that is much older than those before it), and a process with
-- a wrong clock can neither date an entry back nor, by forget_audit, remove what is younger than 90 days. No rule of the
-- domain reads it.

-- An entry as bytes, the same for ever: netstrings (length in bytes, colon, text), a dash for null, the time in
-- milliseconds since 1970. No two entries have the same. api/audit/canonical.ts computes the same.
CREATE OR REPLACE FUNCTION audit_netstring(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN value IS NULL THEN '-' ELSE octet_length(value) || ':' || value END;
CREATE OR REPLACE FUNCTION audit_canonical(e audit_entry) RETURNS bytea LANGUAGE sql STABLE
  RETURN convert_to(
    audit_netstring(e.id::text) || audit_netstring((extract(epoch FROM e.at) * 1000)::bigint::text)
      || audit_netstring(e.actor) || audit_netstring(e.action)
      || audit_netstring(e.booking_id::text) || audit_netstring(e.detail::text), 'UTF8');

-- Seals entries that are committed and not sealed yet, at most p_most. SECURITY DEFINER: the application may not write
-- seals itself.
-- p_since: a transaction before which everything is sealed; null: nothing is known, and all entries are looked at.
-- Returns how many were sealed and the p_since of the next call; null when another process is sealing.
-- Locks: `audit`, without waiting. Errors: none that a caller can expect.
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
  -- Until the end of this transaction; each statement below sees what the one before us has sealed.
  IF NOT pg_try_advisory_xact_lock(lock_key('audit')) THEN
    RETURN;
  END IF;
  -- Whatever older transactions wrote has been committed by now, or never will be.
  v_final := pg_snapshot_xmin(pg_current_snapshot());
  SELECT position, hash INTO v_position, v_hash FROM (
    (SELECT position, hash FROM audit_seal ORDER BY position DESC LIMIT 1)
    UNION ALL
    (SELECT position, hash FROM audit_forgotten ORDER BY position DESC LIMIT 1)
  ) AS ends ORDER BY position DESC LIMIT 1;
  v_position := coalesce(v_position, 0);
  v_hash := coalesce(v_hash, decode(repeat('00', 32), 'hex'));
  FOR e IN
    -- Materialized: by xid there are few, in the order of ids one would begin with the oldest of all.
    WITH fresh AS MATERIALIZED (
      SELECT id FROM audit_entry
       WHERE xid >= coalesce(p_since, '0')
         -- Rows that came with a dump carry numbers of another server: only a look at all of them finds those.
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
  -- Only a number that a crash cannot take back: after one, PostgreSQL gives out those numbers again that left no trace
  -- on disk. When nothing was sealed, this transaction leaves none, so `since` goes no further than a stored entry.
  since := CASE
    WHEN sealed = p_most THEN p_since
    WHEN sealed > 0 THEN v_final
    ELSE coalesce(p_since, (SELECT xid FROM audit_entry WHERE xid < v_final ORDER BY xid DESC LIMIT 1))
  END;
END $$;

-- Removes the oldest entries, up to the first that is as young as p_before, and keeps the hash from which the chain goes
-- on. Returns how many went, at most p_most. SECURITY DEFINER: the application may not delete entries itself.
-- Locks: `audit`. Errors: check_violation for entries of the last 90 days by the database's clock; 55P03 after lock_timeout.
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
    -- One that is missing is not old: the verifier must find the gap.
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

-- A function that was dropped and made again could be called by everybody.
REVOKE ALL ON FUNCTION seal_audit, forget_audit FROM PUBLIC;
GRANT EXECUTE ON FUNCTION seal_audit, forget_audit TO terminklick_app;

-- Trigger against mistakes of the tables' owner, who may do everything: entries can only be changed after taking it away.
CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('terminklick.forgetting', true) = 'on' THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'the audit is only ever added to' USING ERRCODE = 'insufficient_privilege';
END $$;
