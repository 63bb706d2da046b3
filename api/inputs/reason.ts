import { MAX_REMARK } from '../kernel/limits.ts'
import { lines, required } from './text.ts'

/** The reason of a move or a cancellation; several lines allowed. */
export const reason = required(lines(MAX_REMARK))
