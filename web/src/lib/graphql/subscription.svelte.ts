import type { AnyVariables, TypedDocumentNode } from '@urql/core'
import { onEnd, pipe, subscribe } from 'wonka'
import { currentClient } from './client.ts'
import { fetchWithIdleTimeout } from './fetch-with-idle-timeout.ts'

/**
 * Keeps a subscription open while the tab is visible. Each connection begins with an event that holds the present
 * state, so that nothing is missed by reconnecting. Browsers allow six streams per host over HTTP/1.1, so hidden tabs
 * close theirs. Call it while a component is initialised; `variables` may be reactive, `null` closes the stream.
 * @param receive gets each event; `first` marks the one that holds the present state
 */
export function listen<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: () => Variables | null,
  receive: (data: Data, first: boolean) => void,
): { readonly connected: boolean } {
  let connected = $state(false)

  $effect(() => {
    const now = variables()
    if (now === null) return

    let stop: (() => void) | undefined
    let retry: ReturnType<typeof setTimeout> | undefined
    let attempt = 0

    const open = () => {
      close()
      if (globalThis.document.visibilityState === 'hidden') return
      let first = true
      const { unsubscribe } = pipe(
        currentClient().subscription(document, now, { fetch: fetchWithIdleTimeout }),
        onEnd(again),
        subscribe(({ data, error }) => {
          if (data && !error) {
            connected = true
            attempt = 0
            receive(data, first)
            first = false
          }
          // Deferred, because ending urql's stream within its own callback causes an uncaught abort.
          if (error) queueMicrotask(again)
        }),
      )
      stop = unsubscribe
    }
    const close = () => {
      clearTimeout(retry)
      const running = stop
      stop = undefined
      running?.()
    }
    const again = () => {
      connected = false
      if (!stop) return
      close()
      // 1 s, 2 s, 4 s … 30 s, with jitter: thousands of clients must not reconnect in the same second.
      const pause = Math.min(30_000, 1000 * 2 ** attempt++) * (0.5 + Math.random())
      retry = setTimeout(open, pause)
    }
    const onVisibility = () =>
      globalThis.document.visibilityState === 'hidden' ? (close(), (connected = false)) : open()

    // A connection that stays open would delay the page's `load` event.
    retry = setTimeout(open, 0)
    globalThis.document.addEventListener('visibilitychange', onVisibility)
    globalThis.addEventListener('online', open)
    return () => {
      close()
      globalThis.document.removeEventListener('visibilitychange', onVisibility)
      globalThis.removeEventListener('online', open)
    }
  })

  return {
    get connected() {
      return connected
    },
  }
}
