-- Two admins who change the same person at the same time: the second is shown what the first has made of it.
-- Safe under load: the new column has a constant default, and staff are few.

ALTER TABLE "staff" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
