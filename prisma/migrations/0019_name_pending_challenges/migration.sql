-- The table of challenges that wait for their answer gets the name that code and documents use. Its rows live five
-- minutes; sign-ins that are under way during this migration are begun again.
BEGIN;
ALTER TABLE "ceremony" RENAME TO "pending_challenge";
ALTER TABLE "pending_challenge" RENAME CONSTRAINT "ceremony_pkey" TO "pending_challenge_pkey";
ALTER TABLE "pending_challenge" RENAME CONSTRAINT "ceremony_staff_id_fkey" TO "pending_challenge_staff_id_fkey";
ALTER INDEX "ceremony_staff_id_idx" RENAME TO "pending_challenge_staff_id_idx";
ALTER INDEX "ceremony_expires_at_idx" RENAME TO "pending_challenge_expires_at_idx";
COMMIT;
