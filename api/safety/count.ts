import { createHmac, randomBytes } from 'node:crypto'
import { RateLimiterMemory } from 'rate-limiter-flexible'

/** Result of counting one event. */
export interface Counted {
  /** 1 for the first in the window. */
  nth: number
  /** Milliseconds until the window ends and counting restarts at 1. */
  endsInMs: number
}

/** Memory holds keyed hashes of names, so that a memory dump shows neither addresses nor mailboxes. */
const KEY = randomBytes(32)
const keyedHash = (name: string): string => createHmac('sha256', KEY).update(name).digest('base64url')

/**
 * Counts events by name in windows of some minutes. The counters are in the memory of this process: each process counts
 * separately, and a restart resets them. That suffices against automated abuse; correctness must not depend on it.
 */
export class Count {
  readonly #limiter: RateLimiterMemory
  readonly #requests = new Map<string, Promise<Counted>>()

  constructor(minutes: number) {
    // The library counts and expires; the caller compares with its limit.
    this.#limiter = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: minutes * 60 })
  }

  /**
   * @param request identifies a repeated request, which is counted once and gets the same result again
   * @param points the number of events
   */
  add(
    name: string,
    { request, points = 1 }: { request?: string | null; points?: number } = {},
  ): Promise<Counted> {
    if (request == null) return this.#count(name, points)
    const id = keyedHash(`${name}\n${request}`)
    // No await between get and set, so concurrent repetitions share one count.
    const known = this.#requests.get(id)
    if (known) return known
    const counted = this.#count(name, points)
    this.#requests.set(id, counted)
    void counted.then(({ endsInMs }) => setTimeout(() => this.#requests.delete(id), endsInMs).unref())
    return counted
  }

  async #count(name: string, points: number): Promise<Counted> {
    const { consumedPoints, msBeforeNext } = await this.#limiter.penalty(keyedHash(name), points)
    return { nth: consumedPoints, endsInMs: msBeforeNext }
  }
}
