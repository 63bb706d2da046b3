import type { App } from '../../app/app.ts'
import { audit } from '../../audit/audit.ts'
import { runCommand } from '../../app/command.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { type Refused, refused, type UpdatedBooking } from '../../kernel/outcome.ts'
import { Rollback } from '../../kernel/transaction.ts'
import { lockVisit } from './lock-visits.ts'
import { documentIdOf } from './document-checklist.ts'

export interface CheckDocumentInput {
  bookingId: string
  /** The `id` of one of the visit's documents. */
  documentId: string
  seen: boolean
}

/**
 * Checks a required document off, or removes the check. No version is compared, because two clerks may check different
 * documents at the same time.
 */
export async function checkDocument(
  app: App,
  staff: SignedInStaff,
  { bookingId, documentId, seen }: CheckDocumentInput,
): Promise<UpdatedBooking | Refused> {
  return runCommand<UpdatedBooking | Refused>(app, {}, async (client) => {
    const visit = await lockVisit(client, staff, bookingId)
    const done: UpdatedBooking = { type: 'UpdatedBooking', bookingId: visit.id }
    const { rows: documents } = await client.query<{ service: string; title: unknown; condition: unknown }>(
      `SELECT service_id AS service, title, condition FROM booking_item i JOIN required_document d USING (service_id)
        WHERE i.booking_id = $1`,
      [visit.id],
    )
    // Only documents that the catalogue requires now.
    if (!documents.some(({ service, ...document }) => documentIdOf(service, document) === documentId))
      throw new Rollback(refused('NOT_FOUND'))
    const { rowCount: changed } = await client.query(
      `UPDATE booking SET version = version + 1,
              documents_seen = CASE WHEN $3 THEN documents_seen || $2::text ELSE array_remove(documents_seen, $2) END
        WHERE id = $1 AND ($2 = ANY (documents_seen)) <> $3`,
      [visit.id, documentId, seen],
    )
    if (!changed) throw new Rollback(done)
    const action = seen ? 'booking.document-seen' : 'booking.document-unseen'
    await audit(client, `staff:${staff.id}`, action, { bookingId: visit.id })
    return done
  })
}
