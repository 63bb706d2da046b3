import { Catalogue } from '#lib/catalogue/catalogue.graphql.ts'
import { askPublic } from '#lib/graphql/client.ts'
import { locale } from '#lib/i18n/index.ts'
import { keepTown } from '#lib/office/keep.ts'

/** A new version waits until the person says so. */
export class AppUpdate {
  /** A new version is installed and could take over. */
  ready = $state(false)
  #registration: ServiceWorkerRegistration | undefined

  /** Registers the service worker and keeps the catalogue on the device. Once, in the browser. */
  async start(): Promise<void> {
    if (!('serviceWorker' in navigator)) return
    try {
      this.#registration = await navigator.serviceWorker.register('/sw.js')
    } catch {
      // Private windows and full disks refuse.
    }
    if (!this.#registration) return // Everything works without it.
    this.#watch(this.#registration)
    void keepCatalogue()
  }

  /** Takes the new version and loads the page anew. */
  apply(): void {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
    this.#registration?.waiting?.postMessage('SKIP_WAITING')
  }

  #watch(registration: ServiceWorkerRegistration): void {
    const isUpdate = () => navigator.serviceWorker.controller !== null
    if (registration.waiting && isUpdate()) this.ready = true
    registration.addEventListener('updatefound', () => {
      const installing = registration.installing
      installing?.addEventListener('statechange', () => {
        if (installing.state === 'installed' && isUpdate()) this.ready = true
      })
    })
  }
}

/** Once in a session the whole catalogue in this language passes the service worker, which keeps it. */
async function keepCatalogue(): Promise<void> {
  const mark = `catalogue-kept-${locale()}`
  try {
    if (sessionStorage.getItem(mark)) return
    await navigator.serviceWorker.ready
    if (!navigator.serviceWorker.controller) {
      await new Promise((done) =>
        navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }),
      )
    }
    await Promise.all([askPublic({ fetch }, Catalogue, { locale: locale() }), keepTown({ fetch }, locale())])
    sessionStorage.setItem(mark, '1')
  } catch {
    // No network, or no storage, right now: the next page tries again.
  }
}
