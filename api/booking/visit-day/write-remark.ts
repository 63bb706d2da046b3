import type { App } from '../../app/app.ts'
import { audit } from '../../audit/audit.ts'
import { runCommand } from '../../app/command.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { remark } from '../../inputs/contact.ts'
import { check } from '../../inputs/field-problems.ts'
import {
  invalid,
  type InvalidInput,
  type Refused,
  refused,
  type UpdatedBooking,
  type VersionConflict,
} from '../../kernel/outcome.ts'
import { Rollback } from '../../kernel/transaction.ts'
import { lockVisit } from './lock-visits.ts'

export interface RemarkInput {
  bookingId: string
  /** The version of the visit that the clerk has read. */
  version: number
  /** Empty: removes the remark. */
  remark: string
}

type Outcome = UpdatedBooking | VersionConflict | InvalidInput | Refused

/** Writes a remark for colleagues. It is stored with the contact and deleted with it. */
export async function writeRemark(app: App, staff: SignedInStaff, input: RemarkInput): Promise<Outcome> {
  const checked = check(remark, input.remark, 'remark')
  if ('problems' in checked) return invalid(checked.problems)
  return runCommand<Outcome>(app, {}, async (client) => {
    const { id, version } = await lockVisit(client, staff, input.bookingId)
    if (version !== input.version)
      throw new Rollback({ type: 'VersionConflictError', bookingId: id, expectedVersion: input.version })
    const { rowCount } = await client.query('UPDATE contact SET office_remark = $2 WHERE booking_id = $1', [
      id,
      checked.value,
    ])
    // Retention has deleted the contact, and with it all personal data.
    if (!rowCount) throw new Rollback(refused('NOT_ALLOWED'))
    await client.query('UPDATE booking SET version = version + 1 WHERE id = $1', [id])
    await audit(client, `staff:${staff.id}`, 'booking.remark-written', { bookingId: id })
    return { type: 'UpdatedBooking', bookingId: id }
  })
}
