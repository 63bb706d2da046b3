import type { AppointmentMode, BookingStatus } from '../../generated/prisma/enums.ts'

/** What a clerk records about a visit on its day. */
export const STEPS = ['CHECK_IN', 'CALL', 'NOT_REACHED', 'COMPLETE', 'NO_SHOW', 'STEP_BACK'] as const
export type Step = (typeof STEPS)[number]

/** Where a visit stands on its day. */
export interface VisitState {
  status: BookingStatus
  arrivedAt: Date | null
  calledAt: Date | null
  completedAt: Date | null
  /** How often nobody answered the telephone. */
  callAttempts: number
  tryAgainAt: Date | null
}

/** What does not change while the visit goes on. */
export interface VisitFrame {
  mode: AppointmentMode
  startsAt: Date
  /** The office's day of the visit has come. */
  dayHasCome: boolean
}

interface Rule {
  modes: AppointmentMode[]
  from: BookingStatus[]
  to: BookingStatus
}

/** Which step leads from where to where; whatever is not here is not allowed. */
const RULES: Record<Exclude<Step, 'STEP_BACK'>, Rule> = {
  CHECK_IN: { modes: ['ON_SITE'], from: ['CONFIRMED'], to: 'CHECKED_IN' },
  // Small offices call people in who have reported nowhere.
  CALL: { modes: ['ON_SITE', 'TELEPHONE'], from: ['CONFIRMED', 'CHECKED_IN'], to: 'CALLED' },
  NOT_REACHED: { modes: ['TELEPHONE'], from: ['CALLED'], to: 'CONFIRMED' },
  COMPLETE: { modes: ['ON_SITE', 'TELEPHONE'], from: ['CHECKED_IN', 'CALLED'], to: 'COMPLETED' },
  NO_SHOW: { modes: ['ON_SITE', 'TELEPHONE'], from: ['CONFIRMED', 'CHECKED_IN', 'CALLED'], to: 'NO_SHOW' },
}

/** Why a step can't be taken. */
export type StepRefusal = 'NOT_ALLOWED' | 'NOT_YET'

/** Where a step leads, or why it can't be taken now. `tryAgainAt` counts for NOT_REACHED alone. */
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
  // Nobody is missing before the time has come.
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

/** The state before the last step, by the times that were noted; null when there is nothing to take back. */
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

/** Long after every visit. */
const WHENEVER = new Date(8.64e15)

/** The steps that a state allows, in the order in which a visit goes; before their time they are refused. */
export const stepsFrom = (state: VisitState, mode: AppointmentMode): Step[] =>
  STEPS.filter((step) => {
    const next = stepped(step, state, { mode, startsAt: WHENEVER, dayHasCome: true }, WHENEVER)
    return typeof next === 'object'
  })
