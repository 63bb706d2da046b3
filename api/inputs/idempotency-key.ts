import * as z from 'zod/mini'
import { problemCheck } from './field-problems.ts'

/** A key gives access to its answer, so it must be as hard to guess as the answer is private. */
const FORM = /^[\x21-\x7e]{16,200}$/

/** The idempotency key of a request; it may be absent. */
export const idempotencyKey = z
  .nullish(z.string())
  .check(problemCheck((key) => (key == null || FORM.test(key) ? null : { code: 'KEY_INVALID' })))
