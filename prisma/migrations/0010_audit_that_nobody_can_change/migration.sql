-- The audit becomes a ledger: entries are only ever added, each is chained to the one before it, and the product works
-- as a role of the database that can do nothing else with them.
BEGIN;

-- Roles belong to the whole server: another database of it may have made this one already, even at this moment.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'terminklick_app') THEN
    CREATE ROLE terminklick_app NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL;
END $$;
DO $$
BEGIN
  IF NOT pg_has_role(current_user, 'terminklick_app', 'MEMBER') THEN
    GRANT terminklick_app TO CURRENT_USER;
  END IF;
END $$;

GRANT USAGE ON SCHEMA public TO terminklick_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO terminklick_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO terminklick_app;
-- Likewise for what later migrations make.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO terminklick_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO terminklick_app;

-- The transaction that wrote an entry, so that whoever reads on misses none that commits late (as in "change").
-- Entries from before get this migration's: a constant, so no row is rewritten.
ALTER TABLE audit_entry ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX audit_entry_xid_idx ON audit_entry (xid);
-- Entries lie in the order of time: a few bytes for every 128 pages find a range of days, and cost bookings nothing.
CREATE INDEX audit_entry_at_brin ON audit_entry USING brin (at) WITH (autosummarize = on);

-- The chain. Written after the entries were committed, by one at a time, so that bookings never wait for each other.
CREATE TABLE audit_seal (
  position BIGINT NOT NULL,
  entry_id BIGINT NOT NULL,
  hash BYTEA NOT NULL,
  CONSTRAINT audit_seal_pkey PRIMARY KEY (position)
);
CREATE UNIQUE INDEX audit_seal_entry_id_key ON audit_seal (entry_id);

-- What retention removed: the chain goes on from the hash of the last entry that was forgotten.
CREATE TABLE audit_forgotten (
  position BIGINT NOT NULL,
  hash BYTEA NOT NULL,
  forgotten_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT audit_forgotten_pkey PRIMARY KEY (position)
);

-- An entry as bytes, the same for ever: netstrings (length in bytes, colon, text), a dash for null, the time in
-- milliseconds since 1970. No two entries have the same.
CREATE FUNCTION audit_netstring(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN value IS NULL THEN '-' ELSE octet_length(value) || ':' || value END;
CREATE FUNCTION audit_canonical(e audit_entry) RETURNS bytea LANGUAGE sql STABLE
  RETURN convert_to(
    audit_netstring(e.id::text) || audit_netstring((extract(epoch FROM e.at) * 1000)::bigint::text)
      || audit_netstring(e.actor) || audit_netstring(e.action)
      || audit_netstring(e.booking_id::text) || audit_netstring(e.detail::text), 'UTF8');

-- Seals what was committed and is not sealed yet, at most p_most entries.
-- p_since: a transaction before which everything is sealed; null: nothing is known, and all entries are looked at.
-- Answers how many were sealed and the p_since of the next call; null when somebody else is sealing.
CREATE FUNCTION seal_audit(p_since xid8, p_most int, OUT sealed int, OUT since xid8)
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
  IF NOT pg_try_advisory_xact_lock(7263548125) THEN
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
  since := CASE WHEN sealed < p_most THEN v_final ELSE p_since END;
END $$;

-- Removes the oldest entries, up to the first that is as young as p_before, and keeps the hash from which the chain
-- goes on. Never anything of the last 90 days, whoever asks. Answers how many went; at most p_most at once.
CREATE FUNCTION forget_audit(p_before timestamptz, p_most int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET terminklick.forgetting = 'on' AS $$
DECLARE
  v_last bigint;
  v_count int;
BEGIN
  IF p_before > now() - interval '90 days' THEN
    RAISE EXCEPTION 'entries of the last 90 days are not forgotten' USING ERRCODE = 'check_violation';
  END IF;
  PERFORM pg_advisory_xact_lock(7263548125);
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

-- The first wall: the product may add entries and read everything, and no more.
REVOKE ALL ON audit_entry, audit_seal, audit_forgotten FROM terminklick_app, PUBLIC;
GRANT SELECT, INSERT ON audit_entry TO terminklick_app;
GRANT SELECT ON audit_seal, audit_forgotten TO terminklick_app;
REVOKE ALL ON FUNCTION seal_audit, forget_audit FROM PUBLIC;
GRANT EXECUTE ON FUNCTION seal_audit, forget_audit TO terminklick_app;

-- The second wall, for the slip of an owner's hand: not even the owner changes an entry without taking this away.
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('terminklick.forgetting', true) = 'on' THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'the audit is only ever added to' USING ERRCODE = 'insufficient_privilege';
END $$;
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['audit_entry', 'audit_seal', 'audit_forgotten'] LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE OR DELETE OR TRUNCATE ON %I
                    FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()', t || '_only_grows', t);
  END LOOP;
END $$;

COMMIT;
