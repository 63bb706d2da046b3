import type { AppointmentMode, BookingStatus } from '../../generated/prisma/enums.ts'

/** The steps of a visit that a clerk records on its day. */
export const STEPS = ['CHECK_IN', 'CALL', 'NOT_REACHED', 'COMPLETE', 'NO_SHOW', 'STEP_BACK'] as const
export type Step = (typeof STEPS)[number]

/** The state of a visit on its day. */
export interface VisitState {
  status: BookingStatus
  arrivedAt: Date | null
  calledAt: Date | null
  completedAt: Date | null
  /** Calls that were not answered. */
  callAttempts: number
  tryAgainAt: Date | null
}

/** Facts of a visit that its steps do not change. */
export interface VisitFrame {
  mode: AppointmentMode
  startsAt: Date
  /** The day of the visit has begun, in the office's time zone. */
  dayHasCome: boolean
}

interface Rule {
  modes: AppointmentMode[]
  from: BookingStatus[]
  to: BookingStatus
}

/** The allowed transitions. */
const RULES: Record<Exclude<Step, 'STEP_BACK'>, Rule> = {
  CHECK_IN: { modes: ['ON_SITE'], from: ['CONFIRMED'], to: 'CHECKED_IN' },
  // Small offices call visitors without a check-in.
  CALL: { modes: ['ON_SITE', 'TELEPHONE'], from: ['CONFIRMED', 'CHECKED_IN'], to: 'CALLED' },
  NOT_REACHED: { modes: ['TELEPHONE'], from: ['CALLED'], to: 'CONFIRMED' },
  COMPLETE: { modes: ['ON_SITE', 'TELEPHONE'], from: ['CHECKED_IN', 'CALLED'], to: 'COMPLETED' },
  NO_SHOW: { modes: ['ON_SITE', 'TELEPHONE'], from: ['CONFIRMED', 'CHECKED_IN', 'CALLED'], to: 'NO_SHOW' },
}

/** Reasons of a refused step. */
export type StepRefusal = 'NOT_ALLOWED' | 'NOT_YET'

/** The state after a step, or the reason of its refusal. Only NOT_REACHED uses `tryAgainAt`. */
export function stepped(
  step: Step,
  state: VisitState,
  { mode, startsAt, dayHasCome }: VisitFrame,
  now: Date,
  tryAgainAt: Date | null = null,
): VisitState | StepRefusal {
  if (step === 'STEP_BACK') return steppedBack(state) ?? 'NOT_ALLOWED'
  const { modes, from, to } = RULES[step]
  if (!modes.includes(mode) || !from.includes(state.status)) return 'NOT_ALLOWED'
  // Before the start a visitor is not late.
  if (!dayHasCome || (step === 'NO_SHOW' && startsAt > now)) return 'NOT_YET'
  const next = { ...state, status: to }
  switch (step) {
    case 'CHECK_IN':
      return { ...next, arrivedAt: now }
    case 'CALL':
      return { ...next, calledAt: now, tryAgainAt: null }
    case 'NOT_REACHED':
      return { ...next, calledAt: null, callAttempts: state.callAttempts + 1, tryAgainAt }
    case 'COMPLETE':
      return { ...next, completedAt: now }
    case 'NO_SHOW':
      return { ...next, tryAgainAt: null }
  }
}

/** The state before the last step, derived from the recorded times; null when there was no step. */
function steppedBack(state: VisitState): VisitState | null {
  const { arrivedAt, calledAt } = state
  const waiting = arrivedAt ? 'CHECKED_IN' : 'CONFIRMED'
  switch (state.status) {
    case 'CHECKED_IN':
      return { ...state, status: 'CONFIRMED', arrivedAt: null }
    case 'CALLED':
      return { ...state, status: waiting, calledAt: null }
    case 'COMPLETED':
      return { ...state, status: calledAt ? 'CALLED' : waiting, completedAt: null }
    case 'NO_SHOW':
      return { ...state, status: calledAt ? 'CALLED' : waiting }
    default:
      return null
  }
}

/** The latest Date: after every visit. */
const END_OF_TIME = new Date(8.64e15)

/** The steps that a state allows, in the order of a visit; some of them may still be refused as NOT_YET. */
export const stepsFrom = (state: VisitState, mode: AppointmentMode): Step[] =>
  STEPS.filter((step) => {
    const next = stepped(step, state, { mode, startsAt: END_OF_TIME, dayHasCome: true }, END_OF_TIME)
    return typeof next === 'object'
  })
