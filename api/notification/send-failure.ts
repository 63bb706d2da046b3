/**
 * Kind of a failed delivery; determines the next attempt.
 *  - `refused`: permanently, by the server or for this recipient; staff must look at it.
 *  - `deferred`: temporarily, for this message only.
 *  - `unreachable`: temporarily, for all messages.
 *  - `broken`: an error of the product while composing this message.
 */
export type FailureKind = 'refused' | 'deferred' | 'unreachable' | 'broken'

export interface SendFailure {
  kind: FailureKind
  /** Reply code or error class, e.g. `550 5.1.1 RCPT TO`, `push 403` or `ECONNREFUSED`; never an address or the server's text. */
  label: string
  /** The shortest delay that the push service accepts. */
  notBeforeMs?: number
}

/** Thrown by a channel that has classified a failure itself. */
export class SendError extends Error {
  readonly failure: SendFailure
  constructor(failure: SendFailure) {
    super(failure.label)
    this.failure = failure
  }
}

/** Classifies an error of a transport. Only codes are taken from the error, because texts may contain personal data. */
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
  // Detected by nodemailer: no usable recipient, or larger than the server's limit.
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return { kind: 'refused', label }
  const fromOutside = connectionCodes.has(code) || syscall !== undefined
  return { kind: fromOutside ? 'unreachable' : 'broken', label }
}

function kindOfReply(code: string | undefined, reply: number): FailureKind {
  // Refused at connection or sign-in, or by a server that is shutting down: the reply does not concern this message.
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') return 'unreachable'
  if (reply === 421 || signInReplies.has(reply)) return 'unreachable'
  // 503 (bad sequence of commands) concerns the session.
  return reply >= 500 && reply !== 503 ? 'refused' : 'deferred'
}

// RFC 4954, section 6: authentication or encryption is required, so our configuration is wrong.
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
