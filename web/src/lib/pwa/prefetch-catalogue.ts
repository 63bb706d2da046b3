import { Catalogue } from '#lib/catalogue/catalogue.graphql.ts'
import { queryReusable } from '#lib/graphql/client.ts'
import { locale, locales, type Locale } from '#lib/i18n/i18n.ts'
import { prefetchTown } from '#lib/office/prefetch-town.ts'

/** Maximal age of the cached catalogue; an older one is reloaded when the tab becomes visible. */
const FRESH_MS = 3_600_000

/**
 * Requests the catalogue and the town's pages, so that the service worker caches them: first in the page's language,
 * then, when the browser is idle, in the others. Runs at the start of a session and when the tab becomes visible.
 */
export function prefetchCatalogue(): void {
  void prefetchAll()
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void prefetchAll()
  })
}

async function prefetchAll(): Promise<void> {
  try {
    await controlled()
    await prefetchIn(locale())
    if (isSparing()) return
    await idle()
    for (const other of locales) await prefetchIn(other)
  } catch {
    // No network or storage: the next page or visibility change tries again.
  }
}

/** Waits until the service worker controls the page, because only then it can cache the responses. */
async function controlled(): Promise<void> {
  await navigator.serviceWorker.ready
  if (navigator.serviceWorker.controller) return
  await new Promise((done) =>
    navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }),
  )
}

async function prefetchIn(language: Locale): Promise<void> {
  const storageKey = `catalogue-kept-${language}`
  if (Date.now() - Number(sessionStorage.getItem(storageKey)) < FRESH_MS) return
  await Promise.all([
    queryReusable({ fetch }, Catalogue, { locale: language }, 'network-only'),
    prefetchTown({ fetch }, language),
  ])
  sessionStorage.setItem(storageKey, String(Date.now()))
}

/** With the browser's data saver only one language is loaded. (Safari and Firefox do not expose it.) */
const isSparing = (): boolean =>
  (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true

const idle = (): Promise<void> =>
  new Promise((done) =>
    'requestIdleCallback' in window ? requestIdleCallback(() => done()) : setTimeout(done, 2_000),
  )
