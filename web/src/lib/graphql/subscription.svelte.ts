import type { AnyVariables, TypedDocumentNode } from '@urql/core'
import { onEnd, pipe, subscribe } from 'wonka'
import { clientFor } from './client.ts'
import { unlessSilent } from './fetch-with-idle-timeout.ts'

/**
 * Keeps a subscription open while the tab is seen, and hands over each event. The server sends the present
 * state first, so that reconnecting repairs whatever was missed; browsers allow only six streams per host over
 * HTTP/1.1, so hidden tabs give theirs back. Call it while a component is initialised; `variables` may be
 * reactive, `null` means nothing to listen to.
 * @param receive gets each event; `first` is the present state, with which every connection begins
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
        clientFor(unlessSilent).subscription(document, now),
        onEnd(again),
        subscribe(({ data, error }) => {
          if (data && !error) {
            connected = true
            attempt = 0
            receive(data, first)
            first = false
          }
          // In its turn: whoever ends urql's stream while it hands something over gets an abort that nobody catches.
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
      // 1 s, 2 s, 4 s … 30 s, spread so that thousands do not come back in the same second.
      const pause = Math.min(30_000, 1000 * 2 ** attempt++) * (0.5 + Math.random())
      retry = setTimeout(open, pause)
    }
    const onVisibility = () =>
      globalThis.document.visibilityState === 'hidden' ? (close(), (connected = false)) : open()

    // A connection that stays open must not keep the page's `load` event waiting.
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
