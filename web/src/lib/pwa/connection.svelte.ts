import { onMount } from 'svelte'

/**
 * Whether the device is connected to anything, as far as the browser knows. Taken for granted on the server
 * and until the page is live. Call it while a component is initialised.
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
