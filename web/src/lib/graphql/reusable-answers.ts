import type { Exchange, Operation, OperationResult } from '@urql/core'
import { filter, map, merge, onPush, pipe, share } from 'wonka'

/** Marks an operation with a public answer that may be reused for the lifetime of the page. */
export const REUSABLE = { reusable: true }

/**
 * A document cache for operations marked as reusable. Other answers are never stored, so that private data of staff does
 * not stay in memory after signing out. urql's own cache would store every answer and request `__typename` in addition.
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
