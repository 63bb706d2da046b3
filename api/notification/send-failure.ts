/**
 * Why a message could not be sent, as far as it decides what happens next.
 *  - `refused`: the server will never take this message, or never for this recipient: a person has to look.
 *  - `deferred`: the server will not take this message now.
 *  - `unreachable`: there is no server to speak of: no message gets through at the moment.
 *  - `broken`: a mistake of our own while writing this message.
 */
export type FailureKind = 'refused' | 'deferred' | 'unreachable' | 'broken'

export interface SendFailure {
  kind: FailureKind
  /** Reply code or class, e.g. `550 5.1.1 RCPT TO`, `push 403` or `ECONNREFUSED`; never an address or a server's own words. */
  label: string
  /** Not to be tried again before, because the other side asked for so much time. */
  notBefore?: Temporal.Duration
}

/** Thrown by a channel that has judged an answer by itself. */
export class SendError extends Error {
  readonly failure: SendFailure
  constructor(failure: SendFailure) {
    super(failure.label)
    this.failure = failure
  }
}

/** Judges an error of a transport. A name from the error is used only where it can't carry a citizen's data. */
export function failureOf(error: unknown): SendFailure {
  if (error instanceof SendError) return error.failure
  const { code, originalCode, syscall, timeoutType, responseCode, response, command } = fieldsOf(error)
  if (responseCode !== undefined) {
    const status = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '')?.[1]
    const label = [responseCode, status, isVerb(command) && command].filter(Boolean).join(' ')
    return { kind: kindOfReply(code, responseCode), label }
  }
  const label = [code, timeoutType ?? originalCode].filter((name) => isName(name)).join(' ')
  if (code === undefined || label === '')
    return { kind: 'broken', label: error instanceof Error ? error.name : 'unknown' }
  // Found by the client before it asked the server: no usable recipient, or more than the server said it takes.
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return { kind: 'refused', label }
  const fromOutside = connectionCodes.has(code) || syscall !== undefined
  return { kind: fromOutside ? 'unreachable' : 'broken', label }
}

function kindOfReply(code: string | undefined, reply: number): FailureKind {
  // Refused at the door, or at sign-in, or the server is closing down: says nothing about this message.
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') return 'unreachable'
  if (reply === 421 || signInReplies.has(reply)) return 'unreachable'
  // 503 (bad sequence of commands) is about the session.
  return reply >= 500 && reply !== 503 ? 'refused' : 'deferred'
}

// RFC 4954, section 6: sign-in or encryption is wanted first, so our configuration is to blame.
const signInReplies = new Set([530, 534, 535, 538])

const connectionCodes = new Set([
  'ECONNECTION',
  'ETIMEDOUT',
  'ESOCKET',
  'EDNS',
  'ETLS',
  'EREQUIRETLS',
  'EPROTOCOL',
  'EAUTH',
  'ENOAUTH',
  'EOAUTH2',
  'EPROXY',
  'EABORT',
])

interface ErrorFields {
  code?: string
  originalCode?: string
  syscall?: string
  timeoutType?: string
  responseCode?: number
  response?: string
  command?: string
}

function fieldsOf(error: unknown): ErrorFields {
  return typeof error === 'object' && error !== null ? error : {}
}

function isName(text: string | undefined): text is string {
  return text !== undefined && /^[A-Z][A-Z0-9_]{1,40}$/.test(text)
}

function isVerb(text: string | undefined): boolean {
  return text !== undefined && /^[A-Z][A-Z -]{1,20}$/.test(text)
}
