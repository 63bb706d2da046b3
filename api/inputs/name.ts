import { MAX_NAME } from '../kernel/limits.ts'
import { line, required } from './text.ts'

/** A person's name. */
export const personName = required(line(MAX_NAME))
