-- Editors keep the catalogue: what they write waits as a draft until it is published, every publication is a revision
-- that can be restored, and an import knows what its files said the last time, so that it takes from them only what
-- they have changed since. Safe under load: new tables alone.
BEGIN;

CREATE TYPE "EntryKind" AS ENUM ('SERVICE', 'TOPIC', 'REFERRAL');

-- One draft of an entry at most. "base" is what citizens saw when it was begun; null: nothing yet.
CREATE TABLE "entry_draft" (
    "kind" "EntryKind" NOT NULL,
    "entry_id" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "base" JSONB,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_by" UUID,

    CONSTRAINT "entry_draft_pkey" PRIMARY KEY ("kind", "entry_id"),
    CONSTRAINT "entry_draft_changed_by_fkey" FOREIGN KEY ("changed_by") REFERENCES "staff"("id")
        ON DELETE SET NULL ON UPDATE CASCADE
);

-- What citizens saw, from then on. Without an author: an import.
CREATE TABLE "entry_revision" (
    "kind" "EntryKind" NOT NULL,
    "entry_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "offered" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "author" UUID,

    CONSTRAINT "entry_revision_pkey" PRIMARY KEY ("kind", "entry_id", "number"),
    CONSTRAINT "entry_revision_author_fkey" FOREIGN KEY ("author") REFERENCES "staff"("id")
        ON DELETE SET NULL ON UPDATE CASCADE
);

-- What the files said at the last import.
CREATE TABLE "imported_entry" (
    "kind" "EntryKind" NOT NULL,
    "entry_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "content" JSONB NOT NULL,

    CONSTRAINT "imported_entry_pkey" PRIMARY KEY ("kind", "entry_id")
);

COMMIT;
