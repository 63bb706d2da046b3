import * as z from 'zod/mini'
import { problemCheck } from './field-problems.ts'

/** `HH:MM`. */
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/

/** Whether a text is a time at which hours can begin. */
export const isTime = (text: string): boolean => TIME.test(text)

/** Whether a text is a time at which hours can end: `24:00` is the end of the day. */
export const isEndTime = (text: string): boolean => isTime(text) || text === '24:00'

const timeThat = (isValid: (text: string) => boolean) =>
  z.string().check(problemCheck((time) => (isValid(time) ? null : { code: 'TIME_INVALID' })))

/** A time at which hours begin. */
export const startTime = timeThat(isTime)

/** A time at which hours end. */
export const endTime = timeThat(isEndTime)
