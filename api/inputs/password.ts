import * as z from 'zod/mini'
import { PASSWORD_LENGTH } from '../kernel/limits.ts'
import { problemCheck } from './field-problems.ts'
import { tooLong } from './text.ts'

/** A new password. Every character counts, blanks at its ends too. */
export const password = z
  .string()
  .check(
    problemCheck((value) =>
      [...value].length < PASSWORD_LENGTH.least
        ? { code: 'PASSWORD_SHORT', limit: PASSWORD_LENGTH.least }
        : tooLong(value, PASSWORD_LENGTH.most),
    ),
  )
