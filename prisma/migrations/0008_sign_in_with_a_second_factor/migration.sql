-- Staff prove who they are by a second factor, see their sessions, and are out at once when they are shut out.
-- Safe under load: sessions are few, new tables are empty, and no other table is touched but by triggers on "staff".

BEGIN;

ALTER TYPE "ChangeKind" ADD VALUE 'STAFF';

ALTER TABLE "staff_session"
    ADD COLUMN "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN "device" TEXT;

CREATE UNIQUE INDEX "staff_session_id_key" ON "staff_session"("id");

-- One-time passwords by time (RFC 6238). What was used once lies behind "last_step".
CREATE TABLE "authenticator" (
    "staff_id" UUID NOT NULL,
    "secret" BYTEA NOT NULL,
    "last_step" BIGINT NOT NULL DEFAULT 0,
    "confirmed_at" TIMESTAMPTZ(3),

    CONSTRAINT "authenticator_pkey" PRIMARY KEY ("staff_id"),
    CONSTRAINT "authenticator_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id")
        ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "recovery_code" (
    "staff_id" UUID NOT NULL,
    "code_hash" BYTEA NOT NULL,

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("staff_id", "code_hash"),
    CONSTRAINT "recovery_code_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id")
        ON DELETE CASCADE ON UPDATE CASCADE
);

-- Open streams learn of it by the feed when somebody's rights or session may have ended.
CREATE FUNCTION feed_staff() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM changed) THEN
    INSERT INTO change (kind) VALUES ('STAFF');
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER feed_staff_updated AFTER UPDATE ON "staff" REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION feed_staff();
CREATE TRIGGER feed_staff_deleted AFTER DELETE ON "staff_session" REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION feed_staff();
CREATE TRIGGER feed_staff_inserted AFTER INSERT ON "_DepartmentToStaff" REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION feed_staff();
CREATE TRIGGER feed_staff_deleted AFTER DELETE ON "_DepartmentToStaff" REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION feed_staff();

COMMIT;
