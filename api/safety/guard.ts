import type { ChallengeRequired, LimitReached } from '../booking/outcome.ts'
import type { Context } from '../context.ts'

export async function guardBooking(
  _context: Context,
  _operation: 'holdSlot' | 'confirmBooking' | 'book' | 'rescheduleBooking',
  _request: { challenge?: string | null; idempotencyKey?: string | null },
): Promise<LimitReached | ChallengeRequired | null> {
  return null
}
