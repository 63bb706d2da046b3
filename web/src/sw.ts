import { cleanupOutdatedCaches, PrecacheController, PrecacheRoute } from 'workbox-precaching'
import { registerRoute } from 'workbox-routing'
import { NetworkFirst, StaleWhileRevalidate } from 'workbox-strategies'
import { withTimeout } from './lib/pwa/with-timeout.ts'
import { CATALOGUE_CACHE, isPublicOperation, SHELL, SHELL_CACHE, THEME } from './lib/pwa/worker-contract.ts'
import { receivePush } from './worker/push-messages.ts'

declare const self: ServiceWorkerGlobalScope

// The app itself: scripts, styles, fonts.
const parts = new PrecacheController()
parts.precache(self.__WB_MANIFEST)
registerRoute(new PrecacheRoute(parts))
cleanupOutdatedCaches()

// The shell: a page without content that starts the app at whatever address it is answered for.
self.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(SHELL_CACHE).then(async (cache) => {
      const keep = (path: string) => cache.add(new Request(path, { cache: 'reload' }))
      await keep(SHELL)
      // Without the town's colour, the app has its own.
      await keep(THEME).catch(() => {})
    }),
  )
})

// What the old worker was fetching while this one took over, it put away afterwards, where nobody will ask for it: the
// first page that comes clears it away. Not while the next version gathers its own parts in the same place.
let justTookOver = false
self.addEventListener('activate', (event) => {
  justTookOver = true
  // A first visit should be able to go offline at once.
  event.waitUntil(self.clients.claim())
})

// Only after the user has agreed (lib/pwa): a new version must not interrupt typing.
self.addEventListener('message', (event) => {
  if (event.data === 'SKIP_WAITING') void self.skipWaiting()
})

// The town's colour: the last one that was seen, at once; a new one shows with the next page.
registerRoute(
  ({ url }) => url.origin === self.location.origin && url.pathname === THEME,
  new StaleWhileRevalidate({ cacheName: SHELL_CACHE }),
)

const shell = async () => (await caches.match(SHELL, { cacheName: SHELL_CACHE })) ?? Response.error()

// Pages always come from the network, so nothing personal is ever kept here. Without one, or while the server is
// away behind its proxy, the shell starts the app, which shows the kept catalogue or says plainly what is missing.
registerRoute(
  ({ request, url }) => request.mode === 'navigate' && url.origin === self.location.origin,
  async ({ request, event }) => {
    if (justTookOver && !self.registration.installing && !self.registration.waiting) {
      justTookOver = false
      void parts.activate(event)
    }
    try {
      const response = await withTimeout(fetch(request), shell)
      return [502, 503, 504].includes(response.status) ? await shell() : response
    } catch {
      return shell()
    }
  },
)

// Requests that Kit sends before it can show such a page: never stored, but with a timeout.
registerRoute(
  ({ url }) => url.origin === self.location.origin && /\/(__data|_app\/version)\.json$/.test(url.pathname),
  ({ request }) => withTimeout(fetch(request), async () => Response.error()),
)

const catalogue = new NetworkFirst({
  cacheName: CATALOGUE_CACHE,
  matchOptions: { ignoreVary: true },
  plugins: [
    {
      // An answer with errors must not replace a good one.
      cacheWillUpdate: async ({ response }) => {
        if (response.status !== 200) return null
        const { data, errors } = (await response.clone().json()) as { data?: unknown; errors?: unknown }
        return data && !errors ? response : null
      },
    },
  ],
})

// Public answers of the catalogue, by operation name. Everything else under /graphql passes by untouched.
registerRoute(
  ({ request, url }) =>
    request.method === 'GET' &&
    url.pathname === '/graphql' &&
    isPublicOperation(url.searchParams.get('operationName')),
  (options) =>
    withTimeout(catalogue.handle(options), async () => {
      const kept = await caches.match(options.request, { cacheName: CATALOGUE_CACHE, ignoreVary: true })
      return kept ?? Response.error()
    }),
)

receivePush()
