-- The town as data: its place, its colour, its own pages; and what people write to it about them.
-- Safe under load: new columns are null or have a constant default, so no row is rewritten; the constraints read an
-- outbox that retention keeps small.

BEGIN;

ALTER TYPE "MessageKind" ADD VALUE 'FEEDBACK';

ALTER TABLE "office"
    ADD COLUMN "city" JSONB,
    ADD COLUMN "accent" TEXT NOT NULL DEFAULT '#1a3da5' CHECK ("accent" ~ '^#[0-9a-f]{6}$'),
    ADD COLUMN "street" TEXT,
    ADD COLUMN "postal_code" TEXT,
    ADD COLUMN "skyline" TEXT,
    ADD COLUMN "sign_language_video" TEXT;

CREATE TABLE "page" (
    "id" TEXT NOT NULL,
    "title" JSONB NOT NULL,
    "body" JSONB NOT NULL,

    CONSTRAINT "page_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "feedback" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "locale" TEXT NOT NULL,
    "name" TEXT,
    "email" TEXT,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "feedback_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "feedback_created_at_idx" ON "feedback"("created_at");

ALTER TABLE "outbox_message"
    ALTER COLUMN "booking_id" DROP NOT NULL,
    ALTER COLUMN "starts_at" DROP NOT NULL,
    ALTER COLUMN "ends_at" DROP NOT NULL,
    ADD COLUMN "feedback_id" UUID,
    ADD CONSTRAINT "outbox_message_feedback_id_fkey" FOREIGN KEY ("feedback_id") REFERENCES "feedback"("id")
        ON DELETE CASCADE ON UPDATE CASCADE,
    ADD CONSTRAINT "outbox_message_about_one_thing"
        CHECK (num_nonnulls("booking_id", "feedback_id") = 1),
    ADD CONSTRAINT "outbox_message_of_a_booking_has_its_time"
        CHECK ("booking_id" IS NULL OR ("starts_at" IS NOT NULL AND "ends_at" IS NOT NULL));

CREATE INDEX "outbox_message_feedback_id_idx" ON "outbox_message"("feedback_id");

CREATE TRIGGER feed_catalogue_inserted AFTER INSERT ON "page" REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION feed_catalogue();
CREATE TRIGGER feed_catalogue_updated AFTER UPDATE ON "page" REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION feed_catalogue();
CREATE TRIGGER feed_catalogue_deleted AFTER DELETE ON "page" REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION feed_catalogue();

COMMIT;
