import { cleanupOutdatedCaches, PrecacheController, PrecacheRoute } from 'workbox-precaching'
import { registerRoute } from 'workbox-routing'
import { NetworkFirst, StaleWhileRevalidate } from 'workbox-strategies'
import { withTimeout } from './lib/pwa/with-timeout.ts'
import { CATALOGUE_CACHE, isPublicOperation, SHELL, SHELL_CACHE, THEME } from './lib/pwa/worker-contract.ts'
import { receivePush } from './worker/push-messages.ts'

declare const self: ServiceWorkerGlobalScope

// Precache of the app's files: scripts, styles, fonts.
const precache = new PrecacheController()
precache.precache(self.__WB_MANIFEST)
registerRoute(new PrecacheRoute(precache))
cleanupOutdatedCaches()

// The app shell: a page without content that starts the app at any URL.
self.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(SHELL_CACHE).then(async (cache) => {
      const addFresh = (path: string) => cache.add(new Request(path, { cache: 'reload' }))
      await addFresh(SHELL)
      // Without the style sheet the app uses its default colours.
      await addFresh(THEME).catch(() => {})
    }),
  )
})

// The old worker may still write files into the precache while this one is activated. They are deleted with the first
// navigation, unless the next version is then being installed into the same cache.
let justTookOver = false
self.addEventListener('activate', (event) => {
  justTookOver = true
  // Controls open pages immediately, so that the first visit already works offline.
  event.waitUntil(self.clients.claim())
})

// Sent by the page (lib/pwa), because a new version must not interrupt typing.
self.addEventListener('message', (event) => {
  if (event.data === 'SKIP_WAITING') void self.skipWaiting()
})

// The town's colour: the cached one immediately; a new one with the next page.
registerRoute(
  ({ url }) => url.origin === self.location.origin && url.pathname === THEME,
  new StaleWhileRevalidate({ cacheName: SHELL_CACHE }),
)

const shell = async () => (await caches.match(SHELL, { cacheName: SHELL_CACHE })) ?? Response.error()

// Pages always come from the network, so that no personal data is cached. Without network or server, the shell starts
// the app, which shows the cached catalogue or an error page.
registerRoute(
  ({ request, url }) => request.mode === 'navigate' && url.origin === self.location.origin,
  async ({ request, event }) => {
    if (justTookOver && !self.registration.installing && !self.registration.waiting) {
      justTookOver = false
      void precache.activate(event)
    }
    try {
      const response = await withTimeout(fetch(request), shell)
      return [502, 503, 504].includes(response.status) ? await shell() : response
    } catch {
      return shell()
    }
  },
)

// SvelteKit's data requests before a navigation: not cached, but with a timeout.
registerRoute(
  ({ url }) => url.origin === self.location.origin && /\/(__data|_app\/version)\.json$/.test(url.pathname),
  ({ request }) => withTimeout(fetch(request), async () => Response.error()),
)

const catalogue = new NetworkFirst({
  cacheName: CATALOGUE_CACHE,
  matchOptions: { ignoreVary: true },
  plugins: [
    {
      // A response with errors must not replace one without.
      cacheWillUpdate: async ({ response }) => {
        if (response.status !== 200) return null
        const { data, errors } = (await response.clone().json()) as { data?: unknown; errors?: unknown }
        return data && !errors ? response : null
      },
    },
  ],
})

// Public answers, by operation name. Other requests to /graphql are not intercepted.
registerRoute(
  ({ request, url }) =>
    request.method === 'GET' &&
    url.pathname === '/graphql' &&
    isPublicOperation(url.searchParams.get('operationName')),
  (options) =>
    withTimeout(catalogue.handle(options), async () => {
      const cached = await caches.match(options.request, { cacheName: CATALOGUE_CACHE, ignoreVary: true })
      return cached ?? Response.error()
    }),
)

receivePush()
