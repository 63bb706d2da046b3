import type { App } from '../app.ts'
import type { Chance } from './chance.ts'
import type { DatabaseClock } from './clock.ts'
import type { DemoStaff } from './staff.ts'
import type { Timeline } from './timeline.ts'
import { addMs } from '../kernel/instant.ts'

/** What everything that happens in the demo needs. */
export interface Town {
  app: App
  chance: Chance
  clock: DatabaseClock
  staff: DemoStaff
  timeline: Timeline
}

/** A booking as far as the demo needs to know it. */
export interface KnownBooking {
  id: string
  status: string
  version: number
  startsAt: Date
  endsAt: Date
  departmentId: string
  mode: 'ON_SITE' | 'TELEPHONE'
}

/** The booking as it is now. */
export async function bookingNow({ app }: Town, id: string): Promise<KnownBooking> {
  const { rows } = await app.db.pool.query<KnownBooking>({
    name: 'demo_booking',
    text: `SELECT id, status, version, mode, starts_at AS "startsAt", ends_at AS "endsAt", department_id AS "departmentId"
             FROM booking WHERE id = $1`,
    values: [id],
  })
  return rows[0]!
}

/** A number of minutes after an instant; before it when negative. */
export const minutesAfter = (instant: Date, minutes: number): Date =>
  addMs(instant, Math.round(minutes * 60) * 1000)
