import type { DeskVisitData, VisitStep } from './desk.graphql.ts'

const MINUTE_MS = 60_000

/** Input of the mutation that records a step. */
export interface StepInput {
  bookingId: string
  /** The version that the page has shown. */
  version: number
  step: VisitStep
  tryAgainAt: string | null
}

/** A step of a visit in its present version. */
export const stepOn = ({ id, version }: DeskVisitData, step: VisitStep): StepInput => ({
  bookingId: id,
  version,
  step,
  tryAgainAt: null,
})

/** Reads the form of the step buttons; its field `again` is in minutes from now. */
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
