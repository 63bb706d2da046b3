import { GraphQLError } from 'graphql'
import { Repeater } from 'graphql-yoga'
import type { Context } from '../core/context.ts'
import { type OwnSession, sessionOf } from '../../identity/session.ts'
import { type Denial, denialOf, type Rule } from '../../identity/rules.ts'

/** Interval of checks, because a session can also expire without an event. */
const LOOK_MS = 30_000

const MESSAGES: Record<Denial, string> = {
  UNAUTHENTICATED: 'Only for staff: sign in first.',
  SECOND_FACTOR_MISSING: 'Set up your second factor first.',
  FORBIDDEN: 'Not with your roles.',
}

/** The error for a caller without access to a field. */
export const denied = (code: Denial): GraphQLError =>
  new GraphQLError(MESSAGES[code], { extensions: { code } })

/**
 * A stream that fails when its subscriber loses access (signed out, disabled, another role). It ends when roles or
 * departments of the subscriber change, so that the client subscribes again with the new rights. Checked at each change of
 * staff in the change feed, which contains the changes of all processes.
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
    // An unreachable database does not end the stream: the next check decides.
    const lookQuietly = () => void look().catch(() => {})
    const leave = app.events.on('staff', lookQuietly)
    const timer = setInterval(lookQuietly, LOOK_MS)
    let ended = false
    const end = () => {
      if (ended) return
      ended = true
      leave()
      clearInterval(timer)
      // After the subscriber has disconnected the error is dropped, because an unhandled rejection would end the process.
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
