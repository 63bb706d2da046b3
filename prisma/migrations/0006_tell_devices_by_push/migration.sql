-- Devices that are told of one booking by Web Push, as a second channel beside the mail. A message to a device is a row
-- of the outbox like any other, written in the transaction of what it tells.
BEGIN;

CREATE TABLE device (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  booking_id uuid NOT NULL,
  endpoint text NOT NULL,
  p256dh bytea NOT NULL,
  auth bytea NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT device_pkey PRIMARY KEY (id),
  -- Personal data: it hangs on the contact, and goes when that goes.
  CONSTRAINT device_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES contact (booking_id)
    ON DELETE CASCADE ON UPDATE CASCADE,
  -- RFC 8291: an uncompressed point of P-256, and 16 octets that only the browser and we know.
  CONSTRAINT device_keys CHECK (octet_length(p256dh) = 65 AND octet_length(auth) = 16)
);
CREATE UNIQUE INDEX device_booking_id_endpoint_key ON device (booking_id, endpoint);
-- A device that is gone, or has a new address, has it for all its bookings.
CREATE INDEX device_endpoint_idx ON device (endpoint);

ALTER TABLE outbox_message
  ADD COLUMN device_id uuid,
  ADD CONSTRAINT outbox_message_device_id_fkey FOREIGN KEY (device_id)
    REFERENCES device (id) ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX outbox_message_device ON outbox_message (device_id)
  WHERE device_id IS NOT NULL;

-- Whatever path writes a reminder or the office's cancellation: each device of the booking is told as well.
CREATE FUNCTION tell_devices() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox_message (booking_id, kind, starts_at, ends_at, sequence, due_at, device_id)
  SELECT NEW.booking_id, NEW.kind, NEW.starts_at, NEW.ends_at, NEW.sequence, NEW.due_at, id
    FROM device WHERE booking_id = NEW.booking_id;
  RETURN NULL;
END $$;
CREATE TRIGGER outbox_message_tells_devices AFTER INSERT ON outbox_message FOR EACH ROW
  WHEN (NEW.device_id IS NULL AND NEW.kind IN ('REMINDER', 'CANCELLED_BY_OFFICE'))
  EXECUTE FUNCTION tell_devices();

COMMIT;
