import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Step,
  STEPS,
  stepped,
  stepsFrom,
  type VisitFrame,
  type VisitState,
} from '../../../api/booking/visit-day/steps.ts'
import { BookingStatus } from '../../../api/generated/prisma/enums.ts'

const STARTS = new Date('2026-11-24T09:00:00Z')
const NOW = new Date('2026-11-24T09:10:00Z')
const atDesk: VisitFrame = { mode: 'ON_SITE', startsAt: STARTS, dayHasCome: true }
const byPhone: VisitFrame = { ...atDesk, mode: 'TELEPHONE' }
const booked: VisitState = {
  status: 'CONFIRMED',
  arrivedAt: null,
  calledAt: null,
  completedAt: null,
  callAttempts: 0,
  tryAgainAt: null,
}

/** The state after several steps, a minute apart; the refusal if one is refused. */
function walk(frame: VisitFrame, ...steps: Step[]): VisitState | string {
  return steps.reduce<VisitState | string>(
    (state, step, index) =>
      typeof state === 'string' ? state : stepped(step, state, frame, minutesAfter(index)),
    booked,
  )
}
const minutesAfter = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)
const statusAfter = (frame: VisitFrame, ...steps: Step[]) => {
  const state = walk(frame, ...steps)
  return typeof state === 'string' ? state : state.status
}

test('check-in, call and completion record their times', () => {
  expect(walk(atDesk, 'CHECK_IN', 'CALL', 'COMPLETE')).toEqual({
    ...booked,
    status: 'COMPLETED',
    arrivedAt: minutesAfter(0),
    calledAt: minutesAfter(1),
    completedAt: minutesAfter(2),
  })
})

test('each status allows certain steps, on site and by telephone', () => {
  const table = (frame: VisitFrame) =>
    Object.fromEntries(
      Object.values(BookingStatus).map((status) => [status, stepsFrom({ ...booked, status }, frame.mode)]),
    )
  const finished = { HELD: [], CANCELLED: [], COMPLETED: ['STEP_BACK'], NO_SHOW: ['STEP_BACK'] }
  expect(table(atDesk)).toEqual({
    ...finished,
    CONFIRMED: ['CHECK_IN', 'CALL', 'NO_SHOW'],
    CHECKED_IN: ['CALL', 'COMPLETE', 'NO_SHOW', 'STEP_BACK'],
    CALLED: ['COMPLETE', 'NO_SHOW', 'STEP_BACK'],
  })
  expect(table(byPhone)).toEqual({
    ...finished,
    CONFIRMED: ['CALL', 'NO_SHOW'],
    CHECKED_IN: ['CALL', 'COMPLETE', 'NO_SHOW', 'STEP_BACK'],
    CALLED: ['NOT_REACHED', 'COMPLETE', 'NO_SHOW', 'STEP_BACK'],
  })
})

test('an unanswered call is counted and can be repeated', () => {
  const later = minutesAfter(30)
  const called = walk(byPhone, 'CALL') as VisitState
  const missed = stepped('NOT_REACHED', called, byPhone, NOW, later) as VisitState
  expect(missed).toEqual({ ...booked, callAttempts: 1, tryAgainAt: later })
  expect(stepped('CALL', missed, byPhone, NOW)).toMatchObject({ callAttempts: 1, tryAgainAt: null })
  expect(statusAfter(byPhone, 'CALL', 'NOT_REACHED', 'CALL', 'NOT_REACHED', 'NO_SHOW')).toBe('NO_SHOW')
})

test('steps are refused before the day of the visit, and a no-show before its start', () => {
  const tomorrow = { ...atDesk, dayHasCome: false }
  expect(stepped('CHECK_IN', booked, tomorrow, NOW)).toBe('NOT_YET')
  const early = new Date(STARTS.getTime() - 1)
  expect(stepped('NO_SHOW', booked, atDesk, early)).toBe('NOT_YET')
  expect(stepped('NO_SHOW', booked, atDesk, STARTS)).toMatchObject({ status: 'NO_SHOW' })
  expect(stepped('CHECK_IN', booked, atDesk, early)).toMatchObject({ status: 'CHECKED_IN' })
})

test('STEP_BACK restores the previous state after any sequence of steps', () => {
  const forward = fc.array(fc.constantFrom(...STEPS.filter((step) => step !== 'STEP_BACK')), { maxLength: 8 })
  fc.assert(
    fc.property(forward, fc.constantFrom(atDesk, byPhone), (steps, frame) => {
      let state = booked
      for (const step of steps) {
        const next = stepped(step, state, frame, NOW, minutesAfter(30))
        if (typeof next === 'string') continue
        // STEP_BACK does not restore the time of the next call.
        if (step !== 'NOT_REACHED')
          expect(stepped('STEP_BACK', next, frame, NOW)).toEqual({ ...state, tryAgainAt: null })
        state = next
      }
    }),
  )
})
