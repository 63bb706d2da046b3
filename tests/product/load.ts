import { setTimeout as pause } from 'node:timers/promises'
import { citizen, type Outcome } from '../support/citizen.ts'
import { overHttp } from './over-http.ts'
import type { Wish } from './wishes.ts'

/** Of the addresses of all citizens of a load. */
export const DOMAIN = '@buerger.example'

/** What a citizen asks for; the same whenever it is sent again. */
export interface BookingRequest {
  items: { serviceId: string }[]
  startsAt: string
  contact: { name: string; email: string; phone: string }
  idempotencyKey: string
}

/** A request and the answer that its sender has in hand. */
export interface Answered {
  request: BookingRequest
  outcome: Outcome
}

/** Citizens who book one visit after the other until they are told to stop. */
export interface Load {
  /** In the order in which the answers came. */
  answered: readonly Answered[]
  /** How often a request had to be sent again. */
  repeats: number
  /** Resolves when so many bookings more than now have been acknowledged. */
  acknowledged(more: number): Promise<void>
  /** No new requests; resolves when every request has its answer. */
  finish(): Promise<void>
}

/** Who gets no answer waits for a moment. */
const RETRY_MS = 100
/** A connection that gives no sign of life is given up after so long. */
const SILENCE_MS = 10_000

/**
 * Lets citizens book wishes, each request with a key and an address of its own. A request that got no answer (the
 * connection broke, an unexpected error came, nobody listened) is sent again as it was, until there is one.
 * @param origin where the product is now; a promise while it is not there
 */
export function startLoad(options: {
  citizens: number
  wishes: Iterator<Wish>
  origin: () => string | Promise<string>
}): Load {
  const { book } = citizen(overHttp(options.origin))
  const answered: Answered[] = []
  const watchers = new Set<() => void>()
  let bookings = 0
  let finishing = false

  const load: Load = {
    answered,
    repeats: 0,
    acknowledged(more) {
      const enough = bookings + more
      return new Promise((resolve) => {
        const look = () => {
          if (bookings < enough) return
          watchers.delete(look)
          resolve()
        }
        watchers.add(look)
        look()
      })
    },
    async finish() {
      finishing = true
      await Promise.all(running)
    },
  }

  async function untilAnswered(request: BookingRequest): Promise<Outcome> {
    for (;;) {
      try {
        const late = AbortSignal.timeout(SILENCE_MS)
        return await Promise.race([book(request), rejected(late)])
      } catch {
        load.repeats++
        await pause(RETRY_MS)
      }
    }
  }

  const running = Array.from({ length: options.citizens }, async () => {
    while (!finishing) {
      const { value: wish, done } = options.wishes.next()
      if (done) throw new Error('there are not enough wishes for so much load')
      const request = requestFor(wish)
      const outcome = await untilAnswered(request)
      answered.push({ request, outcome })
      if (outcome.__typename !== 'NewBooking') continue
      bookings++
      for (const look of [...watchers]) look()
    }
  })
  // A citizen who has no wish left fails the test where it waits for them, not as an unhandled rejection.
  for (const citizenAtWork of running) citizenAtWork.catch(() => {})
  return load
}

function requestFor({ serviceId, startsAt }: Wish): BookingRequest {
  const key = crypto.randomUUID()
  return {
    items: [{ serviceId }],
    startsAt,
    contact: { name: 'Erika Beispiel', email: `${key}${DOMAIN}`, phone: '03461 445300' },
    idempotencyKey: key,
  }
}

const rejected = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
  )
