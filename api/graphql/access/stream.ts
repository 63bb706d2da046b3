import { GraphQLError } from 'graphql'
import { Repeater } from 'graphql-yoga'
import type { Context } from '../core/context.ts'
import { type OwnSession, sessionOf } from '../../identity/session.ts'
import { type Denial, denialOf, type Rule } from '../../identity/rules.ts'

/** Sessions also end by time, which nobody announces. */
const LOOK_MS = 30_000

const MESSAGES: Record<Denial, string> = {
  UNAUTHENTICATED: 'Only for staff: sign in first.',
  SECOND_FACTOR_MISSING: 'Set up your second factor first.',
  FORBIDDEN: 'Not with your roles.',
}

/** The error by which a caller learns that a field is not theirs. */
export const denied = (code: Denial): GraphQLError =>
  new GraphQLError(MESSAGES[code], { extensions: { code } })

/**
 * A stream that fails when its reader loses the right to it (signed out, disabled, another role), and ends when what
 * the reader may work with has changed, so that a new one begins with that. Looks as soon as the change feed tells of
 * the staff, which other processes hear of as well.
 */
export function untilDenied<T>(context: Context, rule: Rule, stream: AsyncIterable<T>): Repeater<T> {
  const { app, request } = context
  return new Repeater<T>(async (push, stop) => {
    const rights = rightsOf(await context.session())
    const iterator = stream[Symbol.asyncIterator]()
    const look = async () => {
      const session = await sessionOf(app, request.headers.get('cookie'), app.now())
      const denial = denialOf(rule, session)
      if (denial) stop(denied(denial))
      else if (rightsOf(session) !== rights) stop()
    }
    // A database that does not answer is not a reason to end: the next look decides.
    const lookQuietly = () => void look().catch(() => {})
    const leave = app.events.on('staff', lookQuietly)
    const timer = setInterval(lookQuietly, LOOK_MS)
    let ended = false
    const end = () => {
      if (ended) return
      ended = true
      leave()
      clearInterval(timer)
      // What fails behind somebody who has left is nobody's; unheard, it would end the process.
      iterator.return?.().catch(() => {})
    }
    void stop.then(end)
    try {
      for (;;) {
        const { value, done } = await iterator.next()
        if (done || ended) return
        await push(value)
      }
    } catch (error) {
      if (!ended) throw error
    } finally {
      end()
    }
  })
}

const rightsOf = (session: OwnSession | null): string =>
  JSON.stringify(session && [session.staff.roles, session.staff.mayWorkWith])
