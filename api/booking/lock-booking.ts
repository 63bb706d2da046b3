import type pg from 'pg'
import type { BookingStatus } from '../generated/prisma/enums.ts'
import { refused } from '../kernel/outcome.ts'
import { Rollback } from '../kernel/transaction.ts'

/** A booking's row, locked until the transaction ends. */
export interface LockedBooking {
  id: string
  status: BookingStatus
  startsAt: Date
  endsAt: Date
  deskId: string
  holdExtensions: number
  /** Null: not a hold. */
  holdExpiresAt: Date | null
}

/** Locks a booking for a change. @throws Rollback with NOT_FOUND if it does not exist */
export async function lockBooking(client: pg.ClientBase, id: string): Promise<LockedBooking> {
  const { rows } = await client.query<LockedBooking>(
    `SELECT id, status, starts_at AS "startsAt", ends_at AS "endsAt", desk_id AS "deskId",
            hold_extensions AS "holdExtensions", hold_expires_at AS "holdExpiresAt"
       FROM booking WHERE id = $1 FOR UPDATE`,
    [id],
  )
  if (!rows[0]) throw new Rollback(refused('NOT_FOUND'))
  return rows[0]
}
