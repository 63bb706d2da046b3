import { deliverRound, type DeliveryDeps, type Round } from './deliver.ts'
import { nextDue } from './outbox.ts'
import { failureOf } from '../send-failure.ts'

export interface WorkerOptions extends DeliveryDeps {
  /** Polling interval for messages of other processes; milliseconds, 5000 when absent. */
  pollMillis?: number
  /** Time that `stop` waits for deliveries in progress before it aborts them; milliseconds, 5000 when absent. */
  graceMillis?: number
}

export interface Worker {
  /** Starts a round now, because messages were just committed. Cheap to call. */
  wake(): void
  /**
   * Stops after the deliveries in progress, at the latest after the grace period. Aborted messages are released and sent
   * after the next start. The caller closes the transport.
   */
  stop(): Promise<void>
}

/** Delivers the messages of one channel until stopped. Any number of workers may run on one database. */
export function startWorker(options: WorkerOptions): Worker {
  const ending = new AbortController()
  const sleeper = createSleeper()
  let stopping = false
  const running = run()

  async function run() {
    for (let failures = 0; !stopping;) {
      const startedAt = options.now()
      const round = await safeRound(options, ending.signal)
      failures = round.unreachable ? failures + 1 : 0
      if (stopping) return
      if (failures > 0) await sleeper.sleep(pauseAfterFailures(failures), { ignoreWakeUps: true })
      else await sleeper.sleep(await pauseUntilNext(options, startedAt))
    }
  }

  return {
    wake: () => sleeper.wake(),
    async stop() {
      stopping = true
      sleeper.end()
      const grace = setTimeout(() => ending.abort(), options.graceMillis ?? 5000)
      await running
      clearTimeout(grace)
    },
  }
}

/** A round that never throws, so that an unreachable database does not end the worker. */
async function safeRound(options: WorkerOptions, signal: AbortSignal): Promise<Round> {
  try {
    return await deliverRound(options, signal)
  } catch (error) {
    options.log.error({ label: failureOf(error).label }, 'outbox not reachable')
    return { handled: 0, sent: 0, unreachable: true }
  }
}

/** Pause after rounds with an unreachable server or database: 1 s, 2 s, 4 s … 30 s. */
function pauseAfterFailures(failures: number): number {
  return Math.min(1000 * 2 ** (failures - 1), 30_000)
}

/** Time until the next message. Includes messages that became due during the round, because the round may have missed them. */
async function pauseUntilNext(
  { db, channel, now, pollMillis = 5000 }: WorkerOptions,
  startedAt: Date,
): Promise<number> {
  try {
    const next = await nextDue(db, channel.name, startedAt)
    if (!next) return pollMillis
    return Math.min(pollMillis, Math.max(next.getTime() - now().getTime(), 0))
  } catch {
    // The next round logs the failure.
    return pollMillis
  }
}

/** Interruptible sleep; a wake-up while awake is remembered. */
function createSleeper() {
  let wakeUpPending = false
  let ended = false
  let wakeUp: (() => void) | null = null
  return {
    wake() {
      wakeUpPending = true
      wakeUp?.()
    },
    /** Ends the current sleep and all later ones. */
    end() {
      ended = true
      wakeUp?.()
    },
    async sleep(millis: number, { ignoreWakeUps = false } = {}): Promise<void> {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, millis)
        wakeUp = () => {
          if (ignoreWakeUps && !ended) return
          clearTimeout(timer)
          resolve()
        }
        if (wakeUpPending || ended) wakeUp()
      })
      wakeUp = null
      wakeUpPending = false
    },
  }
}
