-- Every table of prisma/schema.prisma, as Prisma writes them.
BEGIN;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "AppointmentMode" AS ENUM ('ON_SITE', 'TELEPHONE');

-- CreateEnum
CREATE TYPE "BookingStatus" AS ENUM ('HELD', 'CONFIRMED', 'CHECKED_IN', 'CALLED', 'COMPLETED', 'NO_SHOW', 'CANCELLED');

-- CreateEnum
CREATE TYPE "BookingChannel" AS ENUM ('WEB', 'PHONE', 'EMAIL', 'WALK_IN', 'API');

-- CreateEnum
CREATE TYPE "CancelledBy" AS ENUM ('CITIZEN', 'OFFICE');

-- CreateEnum
CREATE TYPE "OccupancyKind" AS ENUM ('HOLD', 'BOOKING', 'OFFER', 'BLOCK');

-- CreateEnum
CREATE TYPE "MessageKind" AS ENUM ('CONFIRMED', 'MOVED', 'CANCELLED_BY_CITIZEN', 'CANCELLED_BY_OFFICE', 'REMINDER');

-- CreateEnum
CREATE TYPE "ChangeKind" AS ENUM ('OCCUPANCY', 'PLAN', 'CATALOGUE', 'BOOKING');

-- CreateTable
CREATE TABLE "office" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "name" JSONB NOT NULL,
    "time_zone" TEXT NOT NULL,
    "holiday_region" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "phone_display" TEXT NOT NULL,
    "email" TEXT,
    "website" TEXT,
    "lead_minutes" INTEGER NOT NULL DEFAULT 60,
    "horizon_days" INTEGER NOT NULL DEFAULT 60,
    "locales" TEXT[],

    CONSTRAINT "office_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "topic" (
    "id" TEXT NOT NULL,
    "title" JSONB NOT NULL,
    "description" JSONB NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "topic_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "department" (
    "id" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "parent_office" JSONB NOT NULL,
    "mode" "AppointmentMode" NOT NULL,
    "phone" TEXT,
    "phone_display" TEXT,
    "email" TEXT,
    "street" TEXT,
    "postal_code" TEXT,
    "city" TEXT,
    "building" JSONB,

    CONSTRAINT "department_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "leika_keys" TEXT[],
    "title" JSONB NOT NULL,
    "summary" JSONB NOT NULL,
    "notes" JSONB NOT NULL,
    "synonyms" JSONB NOT NULL,
    "mode" "AppointmentMode" NOT NULL,
    "duration_minutes" INTEGER NOT NULL,
    "extra_minutes_per_person" INTEGER NOT NULL,
    "max_persons" INTEGER NOT NULL,
    "walk_in_possible" BOOLEAN NOT NULL,
    "popular" BOOLEAN NOT NULL,
    "legal_basis" TEXT[],
    "online_alternative" JSONB,
    "department_id" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "service_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "required_document" (
    "service_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "title" JSONB NOT NULL,
    "detail" JSONB,
    "condition" JSONB,

    CONSTRAINT "required_document_pkey" PRIMARY KEY ("service_id","position")
);

-- CreateTable
CREATE TABLE "fee" (
    "service_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "label" JSONB NOT NULL,
    "amount_cents" INTEGER,
    "amount_max_cents" INTEGER,
    "currency" TEXT NOT NULL,
    "condition" JSONB,

    CONSTRAINT "fee_pkey" PRIMARY KEY ("service_id","position")
);

-- CreateTable
CREATE TABLE "referral" (
    "id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "title" JSONB NOT NULL,
    "office" JSONB NOT NULL,
    "detail" JSONB NOT NULL,
    "address" TEXT,
    "url" TEXT,
    "phone" TEXT,
    "synonyms" JSONB NOT NULL,

    CONSTRAINT "referral_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "location" (
    "id" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "kind" "AppointmentMode" NOT NULL,
    "street" TEXT,
    "postal_code" TEXT,
    "city" TEXT,
    "building" JSONB,
    "room" TEXT,
    "access" JSONB,
    "accessible" BOOLEAN,

    CONSTRAINT "location_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "desk" (
    "id" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "kind" "AppointmentMode" NOT NULL,
    "location_id" TEXT NOT NULL,
    "department_id" TEXT NOT NULL,
    "grid_minutes" INTEGER NOT NULL,
    "buffer_minutes" INTEGER NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "desk_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "opening" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "desk_id" TEXT NOT NULL,
    "weekday" INTEGER NOT NULL,
    "from_minute" INTEGER NOT NULL,
    "to_minute" INTEGER NOT NULL,
    "valid_from" DATE,
    "valid_until" DATE,

    CONSTRAINT "opening_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "closure" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "desk_id" TEXT,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "closure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_revision" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "revision" BIGINT NOT NULL DEFAULT 1,

    CONSTRAINT "plan_revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "occupancy" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "desk_id" TEXT NOT NULL,
    "during" tstzrange NOT NULL,
    "kind" "OccupancyKind" NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "booking_id" UUID,

    CONSTRAINT "occupancy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "booking" (
    "id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "status" "BookingStatus" NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "mode" "AppointmentMode" NOT NULL,
    "desk_id" TEXT NOT NULL,
    "department_id" TEXT NOT NULL,
    "channel" "BookingChannel" NOT NULL,
    "locale" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "token_nonce" BYTEA NOT NULL,
    "hold_expires_at" TIMESTAMPTZ(3),
    "hold_extensions" INTEGER NOT NULL DEFAULT 0,
    "cancelled_by" "CancelledBy",
    "cancellation_reason" TEXT,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmed_at" TIMESTAMPTZ(3),

    CONSTRAINT "booking_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "booking_item" (
    "booking_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "service_id" TEXT NOT NULL,
    "persons" INTEGER NOT NULL,

    CONSTRAINT "booking_item_pkey" PRIMARY KEY ("booking_id","position")
);

-- CreateTable
CREATE TABLE "contact" (
    "booking_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "phone" TEXT,
    "remark" TEXT,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("booking_id")
);

-- CreateTable
CREATE TABLE "outbox_message" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "booking_id" UUID NOT NULL,
    "kind" "MessageKind" NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "previous_starts_at" TIMESTAMPTZ(3),
    "sequence" INTEGER NOT NULL,
    "reason" TEXT,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leased_until" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "skipped_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outbox_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "booking_id" UUID,
    "detail" JSONB,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "key" BYTEA NOT NULL,
    "input_hash" BYTEA NOT NULL,
    "answer" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "spent_challenge" (
    "id" BYTEA NOT NULL,
    "used_by" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "spent_challenge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "change" (
    "id" BIGSERIAL NOT NULL,
    "xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "kind" "ChangeKind" NOT NULL,
    "desk_id" TEXT,
    "booking_id" UUID,
    "during" tstzrange,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "roles" TEXT[],
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_session" (
    "token_hash" BYTEA NOT NULL,
    "staff_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_session_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "_DepartmentToStaff" (
    "A" TEXT NOT NULL,
    "B" UUID NOT NULL,

    CONSTRAINT "_DepartmentToStaff_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_ServiceToTopic" (
    "A" TEXT NOT NULL,
    "B" TEXT NOT NULL,

    CONSTRAINT "_ServiceToTopic_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_DeskToService" (
    "A" TEXT NOT NULL,
    "B" TEXT NOT NULL,

    CONSTRAINT "_DeskToService_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateIndex
CREATE UNIQUE INDEX "service_slug_key" ON "service"("slug");

-- CreateIndex
CREATE INDEX "service_department_id_idx" ON "service"("department_id");

-- CreateIndex
CREATE INDEX "desk_location_id_idx" ON "desk"("location_id");

-- CreateIndex
CREATE INDEX "desk_department_id_idx" ON "desk"("department_id");

-- CreateIndex
CREATE INDEX "opening_desk_id_idx" ON "opening"("desk_id");

-- CreateIndex
CREATE INDEX "closure_desk_id_idx" ON "closure"("desk_id");

-- CreateIndex
CREATE INDEX "occupancy_booking_id_idx" ON "occupancy"("booking_id");

-- CreateIndex
CREATE UNIQUE INDEX "booking_reference_key" ON "booking"("reference");

-- CreateIndex
CREATE UNIQUE INDEX "booking_token_hash_key" ON "booking"("token_hash");

-- CreateIndex
CREATE INDEX "booking_starts_at_idx" ON "booking"("starts_at");

-- CreateIndex
CREATE INDEX "booking_department_id_starts_at_idx" ON "booking"("department_id", "starts_at");

-- CreateIndex
CREATE INDEX "booking_item_service_id_idx" ON "booking_item"("service_id");

-- CreateIndex
CREATE INDEX "outbox_message_booking_id_idx" ON "outbox_message"("booking_id");

-- CreateIndex
CREATE INDEX "audit_entry_booking_id_idx" ON "audit_entry"("booking_id");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- CreateIndex
CREATE INDEX "spent_challenge_expires_at_idx" ON "spent_challenge"("expires_at");

-- CreateIndex
CREATE INDEX "change_xid_idx" ON "change"("xid");

-- CreateIndex
CREATE INDEX "change_at_idx" ON "change"("at");

-- CreateIndex
CREATE UNIQUE INDEX "staff_email_key" ON "staff"("email");

-- CreateIndex
CREATE INDEX "staff_session_staff_id_idx" ON "staff_session"("staff_id");

-- CreateIndex
CREATE INDEX "_DepartmentToStaff_B_index" ON "_DepartmentToStaff"("B");

-- CreateIndex
CREATE INDEX "_ServiceToTopic_B_index" ON "_ServiceToTopic"("B");

-- CreateIndex
CREATE INDEX "_DeskToService_B_index" ON "_DeskToService"("B");

-- AddForeignKey
ALTER TABLE "service" ADD CONSTRAINT "service_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "department"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "required_document" ADD CONSTRAINT "required_document_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "service"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fee" ADD CONSTRAINT "fee_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "service"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "desk" ADD CONSTRAINT "desk_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "desk" ADD CONSTRAINT "desk_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "department"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opening" ADD CONSTRAINT "opening_desk_id_fkey" FOREIGN KEY ("desk_id") REFERENCES "desk"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "closure" ADD CONSTRAINT "closure_desk_id_fkey" FOREIGN KEY ("desk_id") REFERENCES "desk"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "occupancy" ADD CONSTRAINT "occupancy_desk_id_fkey" FOREIGN KEY ("desk_id") REFERENCES "desk"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "occupancy" ADD CONSTRAINT "occupancy_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking" ADD CONSTRAINT "booking_desk_id_fkey" FOREIGN KEY ("desk_id") REFERENCES "desk"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking" ADD CONSTRAINT "booking_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "department"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking_item" ADD CONSTRAINT "booking_item_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking_item" ADD CONSTRAINT "booking_item_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_session" ADD CONSTRAINT "staff_session_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_DepartmentToStaff" ADD CONSTRAINT "_DepartmentToStaff_A_fkey" FOREIGN KEY ("A") REFERENCES "department"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_DepartmentToStaff" ADD CONSTRAINT "_DepartmentToStaff_B_fkey" FOREIGN KEY ("B") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ServiceToTopic" ADD CONSTRAINT "_ServiceToTopic_A_fkey" FOREIGN KEY ("A") REFERENCES "service"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ServiceToTopic" ADD CONSTRAINT "_ServiceToTopic_B_fkey" FOREIGN KEY ("B") REFERENCES "topic"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_DeskToService" ADD CONSTRAINT "_DeskToService_A_fkey" FOREIGN KEY ("A") REFERENCES "desk"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_DeskToService" ADD CONSTRAINT "_DeskToService_B_fkey" FOREIGN KEY ("B") REFERENCES "service"("id") ON DELETE CASCADE ON UPDATE CASCADE;

COMMIT;
