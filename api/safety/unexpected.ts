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
  /** Where in the code: the frames, without the message above them. */
  stack: string[]
}

/**
 * Yoga's `maskError`: passes expected errors on and gives every other error a number. The caller gets the number; the
 * log gets the number with the data that help to find the fault. Messages are not logged: those of Prisma and
 * PostgreSQL contain values, which may be personal data.
 */
export function maskUnexpected(log: Logger): (error: unknown) => Error {
  // One fault may fail several fields; it is one line in the log.
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

/** Made as a GraphQLError, by a resolver or by GraphQL itself, and not around something else. */
function isMeantForCallers(error: unknown): error is GraphQLError {
  if (!(error instanceof GraphQLError)) return false
  return error.originalError == null || isMeantForCallers(error.originalError)
}

const word = (value: unknown, form: RegExp): string | undefined =>
  typeof value === 'string' && form.test(value) ? value : undefined

/** Properties that errors of Node, PostgreSQL and Prisma may have. */
interface Surprise {
  name?: unknown
  code?: unknown
  constraint?: unknown
  message?: unknown
  stack?: unknown
  meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } }
}

function traceOf(error: unknown, cause: unknown): Trace {
  const { name, code, constraint, meta, message, stack } = (cause ?? {}) as Surprise
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
 * The frames of a stack. A message stands above them, may have several lines, and may look like a frame; so it is cut
 * off first, and what is left must be a place in a file of ours, of a package or of Node.
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
