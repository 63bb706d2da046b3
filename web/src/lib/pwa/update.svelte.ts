import { updated } from '$app/state'

/** After this time the page is reloaded although the new service worker has not taken over. */
const TAKEOVER_TIMEOUT_MS = 3_000

/**
 * A new version never reloads a page by itself. It is available when the server reports it (`updated`), or when its service
 * worker waits; it comes when the person wants it, or with the next page.
 */
export class AppUpdate {
  #waits = $state(false)
  #registration: ServiceWorkerRegistration | undefined

  /** A new version could take over. */
  get ready(): boolean {
    return this.#waits || updated.current
  }

  /** Registers the service worker. Once, in the browser; everything works without it. */
  async start(): Promise<ServiceWorkerRegistration | undefined> {
    // A part of this version that is loaded only now, and that the server has no more: then there is a new one.
    addEventListener('vite:preloadError', () => void updated.check())
    if (!('serviceWorker' in navigator)) return undefined
    try {
      this.#registration = await navigator.serviceWorker.register('/sw.js')
      this.#watch(this.#registration)
    } catch {
      // Private windows and full disks refuse.
    }
    return this.#registration
  }

  /** Has the new service worker fetched, so that it is there when it is wanted. */
  prepare(): void {
    this.#registration?.update().catch(() => {})
  }

  /** Takes the new version and loads this page anew. */
  apply(): void {
    const waiting = this.#registration?.waiting
    if (!waiting) return location.reload()
    const reload = () => location.reload()
    navigator.serviceWorker.addEventListener('controllerchange', reload, { once: true })
    setTimeout(reload, TAKEOVER_TIMEOUT_MS)
    waiting.postMessage('SKIP_WAITING')
  }

  /** Takes the new version with the page that is wanted next. */
  applyAt(url: URL): void {
    this.#registration?.waiting?.postMessage('SKIP_WAITING')
    location.href = url.href
  }

  #watch(registration: ServiceWorkerRegistration): void {
    const installed = () => void this.#installed(registration)
    const follow = ({ installing }: ServiceWorkerRegistration) =>
      installing?.addEventListener('statechange', () => {
        if (installing.state === 'installed') installed()
      })
    if (registration.waiting) installed()
    // A page that was loaded anew meets a worker that its predecessor has begun to fetch.
    follow(registration)
    registration.addEventListener('updatefound', () => follow(registration))
  }

  async #installed({ waiting }: ServiceWorkerRegistration): Promise<void> {
    // The first one ever has nothing to wait for.
    if (!waiting || !navigator.serviceWorker.controller) return
    // The page is of the new version already, and only the old worker is left: no question is needed.
    if (await updated.check()) this.#waits = true
    else waiting.postMessage('SKIP_WAITING')
  }
}
