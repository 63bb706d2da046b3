-- A citizen who has lost the manage link asks for it: a message of its own kind.
ALTER TYPE "MessageKind" ADD VALUE 'LINK';

-- Whoever asks may read another language than the one the booking was made in.
ALTER TABLE outbox_message ADD COLUMN locale TEXT;
