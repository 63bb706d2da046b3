import { cacheExchange, type Exchange, type Operation, type OperationResult } from '@urql/core'
import { filter, merge, pipe, share, type Source } from 'wonka'

/** Marks an operation whose answer is the same for everybody and may be used again while the page lives. */
export const REUSABLE = { reusable: true }

const isReusable = ({ context }: Operation): boolean => context.reusable === true

/**
 * urql's document cache for the operations that are marked as reusable. All others pass by it and are never stored: an
 * answer for one person, e.g. for staff, does not outlive the sign-out in memory.
 */
export const reusableAnswers: Exchange = ({ forward, ...input }) => {
  return (operations$) => {
    const all$ = pipe(operations$, share)
    const others$ = pipe(
      all$,
      filter((operation) => !isReusable(operation)),
    )
    let answers$: Source<OperationResult>
    const cached$ = cacheExchange({
      ...input,
      // urql allows one call of `forward`, so both kinds of operations go through it.
      forward: (missing$) => {
        answers$ = pipe(merge([missing$, others$]), forward, share)
        return pipe(
          answers$,
          filter(({ operation }) => isReusable(operation)),
        )
      },
    })(pipe(all$, filter(isReusable)))
    return merge([
      cached$,
      pipe(
        answers$!,
        filter(({ operation }) => !isReusable(operation)),
      ),
    ])
  }
}
