import { createHmac, randomBytes } from 'node:crypto'
import { RateLimiterMemory } from 'rate-limiter-flexible'

/** Result of counting one event. */
export interface Counted {
  /** 1 for the first in the window. */
  nth: number
  /** Milliseconds until the window ends and the count begins anew. */
  endsInMs: number
}

/** Names in memory are keyed hashes: neither addresses nor mailboxes can be read from a dump of the process. */
const KEY = randomBytes(32)
const nameless = (name: string): string => createHmac('sha256', KEY).update(name).digest('base64url')

/**
 * Counts by name within windows of some minutes, in the memory of this process: several processes count each for
 * itself, and a restart forgets. That is enough to tell people from programs; nothing correct rests on it.
 */
export class Count {
  readonly #limiter: RateLimiterMemory
  readonly #requests = new Map<string, Promise<Counted>>()

  constructor(minutes: number) {
    // The library counts and forgets; which number is too high, the caller says.
    this.#limiter = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: minutes * 60 })
  }

  /**
   * @param request what makes this request the same when it is sent again; it is counted once, and keeps its place
   * @param points how many it counts for
   */
  add(
    name: string,
    { request, points = 1 }: { request?: string | null; points?: number } = {},
  ): Promise<Counted> {
    if (request == null) return this.#count(name, points)
    const id = nameless(`${name}\n${request}`)
    // Asked and written without a pause in between: twins that arrive together are one.
    const known = this.#requests.get(id)
    if (known) return known
    const counted = this.#count(name, points)
    this.#requests.set(id, counted)
    void counted.then(({ endsInMs }) => setTimeout(() => this.#requests.delete(id), endsInMs).unref())
    return counted
  }

  async #count(name: string, points: number): Promise<Counted> {
    const { consumedPoints, msBeforeNext } = await this.#limiter.penalty(nameless(name), points)
    return { nth: consumedPoints, endsInMs: msBeforeNext }
  }
}
