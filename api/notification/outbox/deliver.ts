import type { Database } from '../../kernel/db.ts'
import type { Channel } from '../channel.ts'
import type { ClaimedMessage } from '../message.ts'
import { claimMessage, recordOutcome, renewLease, type Outcome } from './outbox.ts'
import { GIVE_UP_AFTER_MS, retryDelayMs } from './retry-backoff.ts'
import { failureOf } from '../send-failure.ts'

/** Log of the worker, compatible with pino. Entries name no person. */
export interface DeliveryLog {
  info(details: object, text: string): void
  warn(details: object, text: string): void
  error(details: object, text: string): void
}

export interface DeliveryDeps {
  db: Database
  channel: Channel
  now: () => Date
  log: DeliveryLog
  /** Jitter of the pauses between attempts, in [0, 1); `Math.random` when absent. */
  random?: () => number
  /** Concurrent deliveries; 4 when absent. */
  concurrency?: number
}

/** Result of one round over the outbox. */
export interface Round {
  /** Number of claimed messages with a recorded outcome. */
  handled: number
  sent: number
  /** The round ended early because the mail server or push service is unreachable. */
  unreachable: boolean
}

/** Tries each due message once. @returns the number of accepted messages */
export async function deliverDue(deps: DeliveryDeps): Promise<number> {
  return (await deliverRound(deps)).sent
}

/** The same, with more details; `signal` aborts the round and releases the messages in progress. */
export async function deliverRound(deps: DeliveryDeps, signal?: AbortSignal): Promise<Round> {
  const round: Round = { handled: 0, sent: 0, unreachable: false }
  const lane = async () => {
    while (!round.unreachable && !signal?.aborted) {
      const message = await claimMessage(deps.db, deps.channel.name, deps.now())
      if (!message) return
      const outcome = await deliver(deps, message, signal)
      round.handled++
      if (outcome.type === 'sent') round.sent++
      // The other messages would fail as well and only raise their number of attempts.
      if (outcome.type === 'again' && outcome.unreachable) round.unreachable = true
    }
  }
  const lanes = await Promise.allSettled(Array.from({ length: deps.concurrency ?? 4 }, lane))
  const failed = lanes.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
  return round
}

async function deliver(deps: DeliveryDeps, message: ClaimedMessage, signal?: AbortSignal): Promise<Attempt> {
  const renewal = setInterval(() => void keepLease(deps, message), 20_000)
  try {
    const outcome = await attempt(deps, message, signal)
    await recordOutcome(deps.db, message, outcome, deps.now())
    report(deps.log, message, outcome)
    return outcome
  } finally {
    clearInterval(renewal)
  }
}

type Attempt = Outcome & { unreachable?: boolean }

async function attempt(deps: DeliveryDeps, message: ClaimedMessage, signal?: AbortSignal): Promise<Attempt> {
  try {
    const sent = await deps.channel.send(message, deps.now(), signal)
    return sent ? { type: 'sent' } : { type: 'skipped' }
  } catch (error) {
    if (signal?.aborted) return { type: 'released' }
    const { kind, label, notBeforeMs = 0 } = failureOf(error)
    if (kind === 'broken')
      deps.log.error({ messageId: message.id, label, stack: stackOf(error) }, 'message broken')
    const ageMs = deps.now().getTime() - message.createdAt.getTime()
    if (kind === 'refused' || ageMs > GIVE_UP_AFTER_MS) return { type: 'failed', label }
    const delayMs = retryDelayMs(kind, message.attempts, (deps.random ?? Math.random)())
    return {
      type: 'again',
      afterMs: Math.max(delayMs, notBeforeMs),
      label,
      unreachable: kind === 'unreachable',
    }
  }
}

async function keepLease({ db, log, now }: DeliveryDeps, message: ClaimedMessage): Promise<void> {
  try {
    await renewLease(db, message, now())
  } catch (error) {
    // The message may be sent twice now, which is better than a lost message.
    log.warn({ messageId: message.id, label: failureOf(error).label }, 'lease not renewed')
  }
}

function report(log: DeliveryLog, { id, kind, attempts }: ClaimedMessage, outcome: Attempt): void {
  const details = { messageId: id, kind, attempts, ...('label' in outcome && { label: outcome.label }) }
  if (outcome.type === 'failed') log.error(details, 'message given up')
  else if (outcome.type === 'again') log.warn(details, 'message will be tried again')
  else log.info(details, `message ${outcome.type}`)
}

/** A stack trace without its first line, which may quote the content of a message. */
function stackOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  return error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
}
