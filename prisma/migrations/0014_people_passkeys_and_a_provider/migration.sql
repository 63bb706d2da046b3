-- Admins keep the people: invite, change rights, shut out, let in again. Staff also sign in by passkeys, and by the
-- city's own OpenID provider.
-- Safe under load: staff and sessions are few, new tables are empty, new columns are null or have a constant default;
-- the constraint of the outbox reads a table that retention keeps small.

BEGIN;

-- Null: has not chosen one yet, or signs in by the provider alone.
ALTER TABLE "staff"
    ALTER COLUMN "password_hash" DROP NOT NULL,
    ADD COLUMN "last_signed_in_at" TIMESTAMPTZ(3),
    ADD COLUMN "provider_issuer" TEXT,
    ADD COLUMN "provider_subject" TEXT,
    ADD CONSTRAINT "staff_of_a_provider" CHECK (("provider_issuer" IS NULL) = ("provider_subject" IS NULL)),
    ADD CONSTRAINT "staff_roles_are_known" CHECK ("roles" <@ ARRAY['clerk', 'planner', 'editor', 'admin']);

CREATE UNIQUE INDEX "staff_provider_issuer_provider_subject_key" ON "staff"("provider_issuer", "provider_subject");

-- Who was let in by the provider has shown all the factors that it asks for.
ALTER TABLE "staff_session"
    ADD COLUMN "by_provider" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "provider_id_token" BYTEA;

-- Opens the page on which somebody chooses a password, once. The token is derived from id and nonce under SECRET_KEY.
CREATE TABLE "staff_link" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "staff_id" UUID NOT NULL,
    "token_nonce" BYTEA NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "invites" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_link_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "staff_link_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id")
        ON DELETE CASCADE ON UPDATE CASCADE
);

-- One at a time: a newer link makes the older one void.
CREATE UNIQUE INDEX "staff_link_staff_id_key" ON "staff_link"("staff_id");
CREATE UNIQUE INDEX "staff_link_token_hash_key" ON "staff_link"("token_hash");

CREATE TABLE "passkey" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "staff_id" UUID NOT NULL,
    "credential_id" TEXT NOT NULL,
    "public_key" BYTEA NOT NULL,
    "sign_count" BIGINT NOT NULL,
    "transports" TEXT[],
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "passkey_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "passkey_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id")
        ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE UNIQUE INDEX "passkey_credential_id_key" ON "passkey"("credential_id");
CREATE INDEX "passkey_staff_id_idx" ON "passkey"("staff_id");

-- A ceremony that has begun: what a passkey must sign, or the state of a way to the provider and back. Taken out by
-- whoever ends it, so that nothing ends twice.
CREATE TABLE "ceremony" (
    "key_hash" BYTEA NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('REGISTER_PASSKEY', 'USE_PASSKEY', 'PROVIDER')),
    "staff_id" UUID,
    "secret" BYTEA,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ceremony_pkey" PRIMARY KEY ("key_hash"),
    CONSTRAINT "ceremony_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id")
        ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "ceremony_staff_id_idx" ON "ceremony"("staff_id");
CREATE INDEX "ceremony_expires_at_idx" ON "ceremony"("expires_at");

-- Letters to staff go by the outbox as all others.
ALTER TYPE "MessageKind" ADD VALUE 'STAFF_INVITATION';
ALTER TYPE "MessageKind" ADD VALUE 'STAFF_PASSWORD';

ALTER TABLE "outbox_message"
    ADD COLUMN "staff_link_id" UUID,
    ADD CONSTRAINT "outbox_message_staff_link_id_fkey" FOREIGN KEY ("staff_link_id") REFERENCES "staff_link"("id")
        ON DELETE CASCADE ON UPDATE CASCADE,
    DROP CONSTRAINT "outbox_message_about_one_thing",
    ADD CONSTRAINT "outbox_message_about_one_thing"
        CHECK (num_nonnulls("booking_id", "feedback_id", "staff_link_id") = 1);

CREATE INDEX "outbox_message_staff_link_id_idx" ON "outbox_message"("staff_link_id");

-- Somebody must be left who can let others in: an active admin who has signed in already, or has a password. The lock
-- makes two who take each other's rights at the same moment come one after the other; the second sees the first's work.
CREATE FUNCTION keep_an_admin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7263548127);
  IF NOT EXISTS (
    SELECT FROM staff
     WHERE active AND 'admin' = ANY (roles) AND (password_hash IS NOT NULL OR last_signed_in_at IS NOT NULL)
  ) THEN
    RAISE EXCEPTION 'somebody must be left who keeps the people'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'staff_keeps_an_admin';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER staff_keeps_an_admin_updated AFTER UPDATE ON "staff" FOR EACH ROW
    WHEN (OLD.active AND 'admin' = ANY (OLD.roles)
          AND NOT (NEW.active AND 'admin' = ANY (NEW.roles)
                   AND (NEW.password_hash IS NOT NULL OR NEW.last_signed_in_at IS NOT NULL)))
    EXECUTE FUNCTION keep_an_admin();
CREATE TRIGGER staff_keeps_an_admin_deleted AFTER DELETE ON "staff" FOR EACH ROW
    WHEN (OLD.active AND 'admin' = ANY (OLD.roles))
    EXECUTE FUNCTION keep_an_admin();

-- Signing in writes when it was: that alone is no news for open streams.
CREATE FUNCTION feed_staff_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM changed c JOIN before b USING (id)
     WHERE (c.name, c.email, c.password_hash, c.roles, c.active)
           IS DISTINCT FROM (b.name, b.email, b.password_hash, b.roles, b.active)
  ) THEN
    INSERT INTO change (kind) VALUES ('STAFF');
  END IF;
  RETURN NULL;
END $$;

DROP TRIGGER feed_staff_updated ON "staff";
CREATE TRIGGER feed_staff_updated AFTER UPDATE ON "staff" REFERENCING OLD TABLE AS before NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION feed_staff_changed();

-- As 0010 promises for all tables; said once more for databases whose owner has changed since.
GRANT SELECT, INSERT, UPDATE, DELETE ON "staff_link", "passkey", "ceremony" TO terminklick_app;

COMMIT;
