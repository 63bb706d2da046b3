import type { App } from '../app/app.ts'
import type { Chance } from './chance.ts'
import type { DatabaseClock } from './clock.ts'
import type { DemoStaff } from './staff.ts'
import type { Timeline } from './timeline.ts'
import { addMs } from '../kernel/instant.ts'

/** The context of all actions of the demo. */
export interface Town {
  app: App
  chance: Chance
  clock: DatabaseClock
  staff: DemoStaff
  timeline: Timeline
}

/** The fields of a booking that the demo needs. */
export interface KnownBooking {
  id: string
  status: string
  version: number
  startsAt: Date
  endsAt: Date
  departmentId: string
  mode: 'ON_SITE' | 'TELEPHONE'
}

/** Reads the present state of a booking. */
export async function bookingNow({ app }: Town, id: string): Promise<KnownBooking> {
  const { rows } = await app.db.pool.query<KnownBooking>({
    name: 'demo_booking',
    text: `SELECT id, status, version, mode, starts_at AS "startsAt", ends_at AS "endsAt", department_id AS "departmentId"
             FROM booking WHERE id = $1`,
    values: [id],
  })
  return rows[0]!
}

/** Adds minutes to an instant; they may be negative. */
export const minutesAfter = (instant: Date, minutes: number): Date =>
  addMs(instant, Math.round(minutes * 60) * 1000)
