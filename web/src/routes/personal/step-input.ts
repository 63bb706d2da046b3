import type { VisitStep } from './desk.graphql.ts'

const MINUTE_MS = 60_000

/** What a form of steps says; `again` are minutes from now, or nothing. */
export function stepInput(form: FormData, now: number) {
  const again = Number(form.get('again') || 0)
  const step = String(form.get('step')) as VisitStep
  return {
    bookingId: String(form.get('booking')),
    version: Number(form.get('version')),
    step,
    tryAgainAt: step === 'NOT_REACHED' && again > 0 ? new Date(now + again * MINUTE_MS).toISOString() : null,
  }
}
