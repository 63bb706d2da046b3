-- A tick knew its paper by its place in the service's list, and so meant another one when editors changed the list. Now
-- it knows it by what the paper is and when it is needed, in German: see paperId() of the product.
-- Safe under load: only bookings with ticks are written, and desks tick a few in an hour.

BEGIN;

UPDATE "booking" b
   SET "documents_seen" = ARRAY(
     SELECT coalesce(
              (SELECT d."service_id" || '/' || left(encode(sha256(convert_to(
                        (d."title" ->> 'de') || E'\n' || coalesce(d."condition" ->> 'de', ''), 'UTF8')), 'hex'), 12)
                 FROM "required_document" d WHERE d."service_id" || '/' || d."position" = seen),
              seen)
       FROM unnest(b."documents_seen") AS seen)
 WHERE b."documents_seen" <> '{}';

COMMIT;
