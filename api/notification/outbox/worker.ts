import { deliverRound, type DeliveryDeps, type Round } from './deliver.ts'
import { nextDue } from './outbox.ts'
import { failureOf } from '../send-failure.ts'

export interface WorkerOptions extends DeliveryDeps {
  /** How often to look for what other processes put into the outbox; milliseconds, 5000 when absent. */
  pollMillis?: number
  /** How long `stop` waits for messages under way before it breaks them off; milliseconds, 5000 when absent. */
  graceMillis?: number
}

export interface Worker {
  /** Look now: something was just committed. Cheap, and may be called as often as one likes. */
  wake(): void
  /**
   * Ends after what is under way, at the latest after the grace period; messages that were broken off are given back to
   * the outbox and go out with the next start. What the channel sends with is the caller's to close.
   */
  stop(): Promise<void>
}

/** Sends what the outbox holds for one channel, until stopped. Any number of workers may run on one database. */
export function startWorker(options: WorkerOptions): Worker {
  const ending = new AbortController()
  const bell = createBell()
  let stopping = false
  const running = run()

  async function run() {
    for (let troubles = 0; !stopping;) {
      const startedAt = options.now()
      const round = await safeRound(options, ending.signal)
      troubles = round.unreachable ? troubles + 1 : 0
      if (stopping) return
      if (troubles > 0) await bell.wait(pauseAfterTrouble(troubles), { evenIfRung: true })
      else await bell.wait(await pauseUntilNext(options, startedAt))
    }
  }

  return {
    wake: () => bell.ring(),
    async stop() {
      stopping = true
      bell.silence()
      const grace = setTimeout(() => ending.abort(), options.graceMillis ?? 5000)
      await running
      clearTimeout(grace)
    },
  }
}

/** A round that never throws: a database that is away for a while must not end the worker. */
async function safeRound(options: WorkerOptions, signal: AbortSignal): Promise<Round> {
  try {
    return await deliverRound(options, signal)
  } catch (error) {
    options.log.error({ label: failureOf(error).label }, 'outbox not reachable')
    return { handled: 0, sent: 0, unreachable: true }
  }
}

/** 1 s, 2 s, 4 s … 30 s: while nothing gets through, one attempt in a while is enough. */
function pauseAfterTrouble(troubles: number): number {
  return Math.min(1000 * 2 ** (troubles - 1), 30_000)
}

/** What fell due since the round started may have been missed by it, and counts as next. */
async function pauseUntilNext(
  { db, channel, now, pollMillis = 5000 }: WorkerOptions,
  startedAt: Temporal.Instant,
): Promise<number> {
  try {
    const next = await nextDue(db, channel.name, startedAt)
    if (!next) return pollMillis
    return Math.min(pollMillis, Math.max(next.since(now()).total('milliseconds'), 0))
  } catch {
    // The next round says so.
    return pollMillis
  }
}

/** Sleep that can be ended from outside; a ring while nobody sleeps counts for the next sleep. */
function createBell() {
  let rung = false
  let silent = false
  let wakeUp: (() => void) | null = null
  return {
    ring() {
      rung = true
      wakeUp?.()
    },
    /** Ends the present sleep and all later ones at once. */
    silence() {
      silent = true
      wakeUp?.()
    },
    async wait(millis: number, { evenIfRung = false } = {}): Promise<void> {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, millis)
        wakeUp = () => {
          if (evenIfRung && !silent) return
          clearTimeout(timer)
          resolve()
        }
        if (rung || silent) wakeUp()
      })
      wakeUp = null
      rung = false
    },
  }
}
