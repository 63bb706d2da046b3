import { setTimeout as pause } from 'node:timers/promises'
import { citizen, type Outcome } from '../support/citizen.ts'
import { overHttp } from './over-http.ts'
import type { RequestedStart } from './requested-starts.ts'

/** Domain of the e-mail addresses of a load. */
export const DOMAIN = '@buerger.example'

/** A booking request; unchanged when it is repeated. */
export interface BookingRequest {
  items: { serviceId: string }[]
  startsAt: string
  contact: { name: string; email: string; phone: string }
  idempotencyKey: string
}

/** A request with the answer that its sender has received. */
export interface Answered {
  request: BookingRequest
  outcome: Outcome
}

/** Concurrent citizens, who book one visit after the other until `finish`. */
export interface Load {
  /** In the order of the answers. */
  answered: readonly Answered[]
  /** Number of repeated requests. */
  repeats: number
  /** Resolves when a number of further bookings has been acknowledged. */
  acknowledged(more: number): Promise<void>
  /** Stops new requests; resolves when every request has its answer. */
  finish(): Promise<void>
}

/** Pause before a request is repeated. */
const RETRY_MS = 100
/** A request without an answer is repeated after this time. */
const TIMEOUT_MS = 10_000

/**
 * Books the given starts, each with its own key and e-mail address. A request without an answer (broken connection,
 * unexpected error, connection refused) is repeated unchanged until there is one.
 * @param origin of the running product; a promise while it is starting
 */
export function startLoad(options: {
  citizens: number
  starts: Iterator<RequestedStart>
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
        const timeout = AbortSignal.timeout(TIMEOUT_MS)
        return await Promise.race([book(request), rejected(timeout)])
      } catch {
        load.repeats++
        await pause(RETRY_MS)
      }
    }
  }

  const running = Array.from({ length: options.citizens }, async () => {
    while (!finishing) {
      const { value: start, done } = options.starts.next()
      if (done) throw new Error('there are not enough starts for this load')
      const request = requestFor(start)
      const outcome = await untilAnswered(request)
      answered.push({ request, outcome })
      if (outcome.__typename !== 'NewBooking') continue
      bookings++
      for (const look of [...watchers]) look()
    }
  })
  // A failure is reported by `finish`, not as an unhandled rejection.
  for (const promise of running) promise.catch(() => {})
  return load
}

function requestFor({ serviceId, startsAt }: RequestedStart): BookingRequest {
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
