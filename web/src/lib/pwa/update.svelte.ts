import { updated } from '$app/state'

/** After this time the page is reloaded even if the new service worker is not yet active. */
const TAKEOVER_TIMEOUT_MS = 3_000

/**
 * Updates of the app. A new version is available when the server reports it (`updated`) or when its service worker
 * waits. It is activated on the user's request or with the next navigation, never by an automatic reload.
 */
export class AppUpdate {
  #waits = $state(false)
  #registration: ServiceWorkerRegistration | undefined

  /** Whether a new version is available. */
  get ready(): boolean {
    return this.#waits || updated.current
  }

  /** Registers the service worker. Call it once, in the browser; pages also work without it. */
  async start(): Promise<ServiceWorkerRegistration | undefined> {
    // A missing chunk of this version means that the server has a new one.
    addEventListener('vite:preloadError', () => void updated.check())
    if (!('serviceWorker' in navigator)) return undefined
    try {
      this.#registration = await navigator.serviceWorker.register('/sw.js')
      this.#watch(this.#registration)
    } catch {
      // Registration fails in private windows and on full disks.
    }
    return this.#registration
  }

  /** Downloads the new service worker in advance. */
  prepare(): void {
    this.#registration?.update().catch(() => {})
  }

  /** Activates the new version and reloads this page. */
  apply(): void {
    const waiting = this.#registration?.waiting
    if (!waiting) return location.reload()
    const reload = () => location.reload()
    navigator.serviceWorker.addEventListener('controllerchange', reload, { once: true })
    setTimeout(reload, TAKEOVER_TIMEOUT_MS)
    waiting.postMessage('SKIP_WAITING')
  }

  /** Activates the new version and navigates to a page of it. */
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
    // After a reload, a worker may already be installing, which the former page has begun to download.
    follow(registration)
    registration.addEventListener('updatefound', () => follow(registration))
  }

  async #installed({ waiting }: ServiceWorkerRegistration): Promise<void> {
    // The first worker of a device replaces none, so it does not wait.
    if (!waiting || !navigator.serviceWorker.controller) return
    // If the page is already of the new version, only the worker is outdated, and it is replaced without asking.
    if (await updated.check()) this.#waits = true
    else waiting.postMessage('SKIP_WAITING')
  }
}
