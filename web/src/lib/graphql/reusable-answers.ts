import type { Exchange, Operation, OperationResult } from '@urql/core'
import { filter, map, merge, onPush, pipe, share } from 'wonka'

/** Marks an operation whose answer is the same for everybody and may be used again while the page lives. */
export const REUSABLE = { reusable: true }

/**
 * A document cache for the operations that are marked as reusable. All other answers are never stored: one for a single
 * person, e.g. for staff, does not outlive the sign-out in memory. urql's own cache would store every answer, and ask
 * for `__typename` in addition.
 */
export const reusableAnswers: Exchange =
  ({ forward }) =>
  (operations$) => {
    const answers = new Map<number, OperationResult>()
    const all$ = pipe(operations$, share)
    const isKnown = ({ kind, key, context }: Operation): boolean =>
      kind === 'query' && context.requestPolicy === 'cache-first' && answers.has(key)
    return merge([
      pipe(
        all$,
        filter(isKnown),
        map(({ key }) => answers.get(key)!),
      ),
      pipe(
        all$,
        filter((operation) => !isKnown(operation)),
        forward,
        onPush((result) => {
          const { key, context } = result.operation
          if (context.reusable && result.data && !result.error) answers.set(key, result)
        }),
      ),
    ])
  }
