import { onMount } from 'svelte'

/**
 * Whether the browser reports a network connection; true on the server and until hydration. Call it while a component is
 * initialised.
 */
export function connection(): { readonly online: boolean } {
  let online = $state(true)
  onMount(() => {
    const update = () => (online = navigator.onLine)
    update()
    addEventListener('online', update)
    addEventListener('offline', update)
    return () => {
      removeEventListener('online', update)
      removeEventListener('offline', update)
    }
  })
  return {
    get online() {
      return online
    },
  }
}
