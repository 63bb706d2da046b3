import { randomBytes } from 'node:crypto'
import { GraphQLError } from 'graphql'
import type { Logger } from 'pino'

/** Data of an unexpected error, without any user input. */
export interface Trace {
  /** Class of the error. */
  name: string
  /** Of Prisma (P2002), PostgreSQL (23505) or Node (ECONNREFUSED). */
  code?: string
  /** Constraint of the database that was violated. */
  constraint?: string
  /** Field of the schema that failed. */
  field?: string
  /** Stack frames, without the message. */
  stack: string[]
}

/**
 * Yoga's `maskError`: passes expected errors on and gives every other error a number. The caller gets the number; the
 * log gets the number and data for finding the fault. Messages are not logged: those of Prisma and PostgreSQL contain
 * values, which may be personal data.
 */
export function maskUnexpected(log: Logger): (error: unknown) => Error {
  // One error may fail several fields; it is logged once.
  const numbers = new WeakMap<object, string>()
  return (error) => {
    if (isMeantForCallers(error)) return error
    const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error
    const key = typeof cause === 'object' && cause !== null ? cause : {}
    let number = numbers.get(key)
    if (!number) {
      number = randomBytes(4).toString('hex')
      numbers.set(key, number)
      log.error({ number, ...traceOf(error, cause) }, 'unexpected error')
    }
    const { nodes, source, positions, path } = error instanceof GraphQLError ? error : {}
    const extensions = { code: 'INTERNAL_SERVER_ERROR', number, unexpected: true }
    return new GraphQLError(`Unexpected error ${number}`, { nodes, source, positions, path, extensions })
  }
}

/** Whether a resolver or GraphQL itself created the error as a GraphQLError; one that wraps another error is unexpected. */
function isMeantForCallers(error: unknown): error is GraphQLError {
  if (!(error instanceof GraphQLError)) return false
  return error.originalError == null || isMeantForCallers(error.originalError)
}

const word = (value: unknown, form: RegExp): string | undefined =>
  typeof value === 'string' && form.test(value) ? value : undefined

/** Properties that errors of Node, PostgreSQL and Prisma may have. */
interface UnexpectedError {
  name?: unknown
  code?: unknown
  constraint?: unknown
  message?: unknown
  stack?: unknown
  meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } }
}

function traceOf(error: unknown, cause: unknown): Trace {
  const { name, code, constraint, meta, message, stack } = (cause ?? {}) as UnexpectedError
  const original = meta?.driverAdapterError?.cause?.originalCode
  const node = error instanceof GraphQLError ? error.nodes?.[0] : undefined
  return {
    name: word(name, /^\w{1,60}$/) ?? typeof cause,
    code: word(original, /^\w{1,30}$/) ?? word(code, /^\w{1,30}$/),
    constraint: word(constraint, /^\w{1,63}$/),
    field: node && 'name' in node ? node.name?.value : undefined,
    stack: framesOf(stack, message),
  }
}

/**
 * The frames of a stack. The message is removed first, because it may have several lines and contain text that looks like
 * a frame. Then only lines with a place in a file of the product, of a package or of Node are kept.
 */
function framesOf(stack: unknown, message: unknown): string[] {
  if (typeof stack !== 'string') return []
  const start = typeof message === 'string' ? stack.indexOf(message) : -1
  const below = start === -1 ? stack : stack.slice(start + String(message).length)
  return below
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => FRAME.test(line))
}

const FRAME = /^at (?:[\w .<>[\]#$]+ \()?(?:file:\/\/\/|node:|\/|[A-Z]:\\)[^()]+:\d+:\d+\)?$/
