import { Catalogue } from '#lib/catalogue/catalogue.graphql.ts'
import { askPublic } from '#lib/graphql/client.ts'
import { locale, locales, type Locale } from '#lib/i18n/i18n.ts'
import { keepTown } from '#lib/office/prefetch-town.ts'

/** An app that stays open asks again after so long, when somebody looks at it. */
const FRESH_MS = 3_600_000

/**
 * Has the service worker keep the catalogue and the town's own pages: all of it, first in the language of the page and then, when there is
 * nothing else to do, in the others. At the start of each session, and whenever somebody comes back to an old one.
 */
export function keepCatalogue(): void {
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
  await Promise.all([askPublic({ fetch }, Catalogue, { locale: language }), keepTown({ fetch }, language)])
  sessionStorage.setItem(mark, String(Date.now()))
}

/** Who pays for every byte gets one language. (Safari and Firefox do not say so.) */
const isSparing = (): boolean =>
  (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true

const idle = (): Promise<void> =>
  new Promise((done) =>
    'requestIdleCallback' in window ? requestIdleCallback(() => done()) : setTimeout(done, 2_000),
  )
