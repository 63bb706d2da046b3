-- What the office needs to book and move for others: hours that citizens are not offered, which it gives to those who
-- call, write or walk in; and a message of its own for a move by the office.
BEGIN;

ALTER TABLE opening ADD COLUMN reserved boolean NOT NULL DEFAULT false;

ALTER TYPE "MessageKind" ADD VALUE IF NOT EXISTS 'MOVED_BY_OFFICE' AFTER 'MOVED';

-- Devices are told of it, too. Compared as text: a new value of an enum may not be used in the transaction that adds it.
DROP TRIGGER outbox_message_tells_devices ON outbox_message;
CREATE TRIGGER outbox_message_tells_devices AFTER INSERT ON outbox_message FOR EACH ROW
  WHEN (NEW.device_id IS NULL AND NEW.kind::text IN ('REMINDER', 'CANCELLED_BY_OFFICE', 'MOVED_BY_OFFICE'))
  EXECUTE FUNCTION tell_devices();

COMMIT;
