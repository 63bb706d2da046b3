import { isAsyncIterable } from 'graphql-yoga'
import type { App } from '../app/app.ts'
import { subnetOf } from './address.ts'
import type { SafetyPlugin } from './plugin.ts'
import { refusal } from './refusal.ts'

/** Maximum numbers of open live streams. A visible page has one, a hidden page none. */
export const STREAMS = {
  /** Enough for a library, or for the town hall with two screens for each clerk. */
  perAddress: 200,
  /** Of all addresses, in this process: a seventh of the town at the same time. A stream needs some tens of kB. */
  inAll: 5_000,
}

/** Retry-After of a refused stream. The page shows the state without live changes until then. */
const RETRY_AFTER_SECONDS = '30'

/** Limits the subscriptions that are open at the same time. */
export function useStreamLimit(app: App): SafetyPlugin {
  if (!app.config.rateLimits) return {}
  const open = new Map<string, number>()
  let inAll = 0

  function count(address: string, change: 1 | -1): void {
    inAll += change
    const now = (open.get(address) ?? 0) + change
    if (now > 0) open.set(address, now)
    else open.delete(address)
  }

  return {
    onSubscribe({ args }) {
      const address = subnetOf(args.contextValue.clientAddress)
      if (inAll >= STREAMS.inAll || (open.get(address) ?? 0) >= STREAMS.perAddress)
        throw refusal(429, 'LIMIT_REACHED', 'Too many live streams are open.', {
          'Retry-After': RETRY_AFTER_SECONDS,
        })
      let isOpen = false
      const close = () => {
        if (isOpen) count(address, -1)
        isOpen = false
      }
      return {
        // Counted when it has started: a result that is an error never ends, so it could not be subtracted.
        onSubscribeResult({ result }) {
          if (!isAsyncIterable(result)) return
          isOpen = true
          count(address, 1)
          return { onEnd: close }
        },
        onSubscribeError: close,
      }
    },
  }
}
