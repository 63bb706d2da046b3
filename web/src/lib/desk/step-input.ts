import type { DeskVisitData, VisitStep } from './desk.graphql.ts'

const MINUTE_MS = 60_000

/** What is recorded of a visit, as the API takes it. */
export interface StepInput {
  bookingId: string
  /** As it was seen. */
  version: number
  step: VisitStep
  tryAgainAt: string | null
}

/** A step of a visit as it stands. */
export const stepOn = ({ id, version }: DeskVisitData, step: VisitStep): StepInput => ({
  bookingId: id,
  version,
  step,
  tryAgainAt: null,
})

/** What a form of steps says; `again` are minutes from now, or nothing. */
export function stepInput(form: FormData, now: number): StepInput {
  const again = Number(form.get('again') || 0)
  const step = String(form.get('step')) as VisitStep
  return {
    bookingId: String(form.get('booking')),
    version: Number(form.get('version')),
    step,
    tryAgainAt: step === 'NOT_REACHED' && again > 0 ? new Date(now + again * MINUTE_MS).toISOString() : null,
  }
}
