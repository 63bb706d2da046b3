import { Catalogue } from '#lib/catalogue/catalogue.graphql.ts'
import { queryReusable } from '#lib/graphql/client.ts'
import { locale, locales, type Locale } from '#lib/i18n/i18n.ts'
import { prefetchTown } from '#lib/office/prefetch-town.ts'

/** After this time an app that stays open loads it again, when its tab becomes visible. */
const FRESH_MS = 3_600_000

/**
 * Has the service worker keep the catalogue and the town's own pages: all of it, first in the language of the page and then, when there is
 * nothing else to do, in the others. At the start of each session, and whenever the tab becomes visible again.
 */
export function prefetchCatalogue(): void {
  void keep()
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void keep()
  })
}

async function keep(): Promise<void> {
  try {
    await controlled()
    await keepIn(locale())
    if (isSparing()) return
    await idle()
    for (const other of locales) await keepIn(other)
  } catch {
    // No network, or no storage, right now: the next page, or the next look, tries again.
  }
}

/** Only what passes the service worker is kept. */
async function controlled(): Promise<void> {
  await navigator.serviceWorker.ready
  if (navigator.serviceWorker.controller) return
  await new Promise((done) =>
    navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }),
  )
}

async function keepIn(language: Locale): Promise<void> {
  const mark = `catalogue-kept-${language}`
  if (Date.now() - Number(sessionStorage.getItem(mark)) < FRESH_MS) return
  await Promise.all([
    queryReusable({ fetch }, Catalogue, { locale: language }, 'network-only'),
    prefetchTown({ fetch }, language),
  ])
  sessionStorage.setItem(mark, String(Date.now()))
}

/** With the browser's data saver only one language is loaded. (Safari and Firefox do not tell.) */
const isSparing = (): boolean =>
  (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true

const idle = (): Promise<void> =>
  new Promise((done) =>
    'requestIdleCallback' in window ? requestIdleCallback(() => done()) : setTimeout(done, 2_000),
  )
