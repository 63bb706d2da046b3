import { deliverRound, type DeliveryDeps, type Round } from './deliver.ts'
import { nextDue } from './outbox.ts'
import { failureOf } from '../send-failure.ts'

export interface WorkerOptions extends DeliveryDeps {
  /** Polling interval for messages of other processes; milliseconds, 5000 when absent. */
  pollMillis?: number
  /** How long `stop` waits for deliveries under way before it aborts them; milliseconds, 5000 when absent. */
  graceMillis?: number
}

export interface Worker {
  /** Looks for messages now, because some were just committed. Cheap to call. */
  wake(): void
  /**
   * Stops after the deliveries under way, at the latest after the grace period. Aborted messages are released and sent
   * after the next start. The caller closes the transport.
   */
  stop(): Promise<void>
}

/** Delivers the messages of one channel until stopped. Any number of workers may run on one database. */
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

/** A round that never throws, so that an unreachable database does not end the worker. */
async function safeRound(options: WorkerOptions, signal: AbortSignal): Promise<Round> {
  try {
    return await deliverRound(options, signal)
  } catch (error) {
    options.log.error({ label: failureOf(error).label }, 'outbox not reachable')
    return { handled: 0, sent: 0, unreachable: true }
  }
}

/** Pause after rounds that could deliver nothing: 1 s, 2 s, 4 s … 30 s. */
function pauseAfterTrouble(troubles: number): number {
  return Math.min(1000 * 2 ** (troubles - 1), 30_000)
}

/** Time until the next message; one that became due during the round counts, because the round may have missed it. */
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
function createBell() {
  let rung = false
  let silent = false
  let wakeUp: (() => void) | null = null
  return {
    ring() {
      rung = true
      wakeUp?.()
    },
    /** Ends the present sleep and all later ones. */
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
