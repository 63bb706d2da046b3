import * as z from 'zod/mini'
import { problemCheck } from './field-problems.ts'
import { normalise, required, tooLong } from './text.ts'

/** The title of a new entry of the catalogue; white space between words becomes one blank. */
export const entryTitle = (max: number) =>
  required(
    z.string().check(
      z.overwrite((typed) => normalise(typed).replaceAll(/\s+/g, ' ')),
      problemCheck((title) => tooLong(title, max, 'ENTRY_TOO_LONG')),
    ),
  )
