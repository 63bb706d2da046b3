import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { lane } from '../lane.ts'
import { browserEnvironment, setClock } from './browser-clock.ts'
import { BROWSER_FLAGS, type Browsers } from './find-browser.ts'

/** A new user of a browser, without cookies and cache. */
export interface Visitor {
  page: Page
  context: BrowserContext
}

export interface VisitorOptions extends BrowserContextOptions {
  /** Expected errors in the console, e.g. of a missing page that a journey opens on purpose. */
  expected?: RegExp[]
}

/** Warning of Playwright when a page registers a service worker that is blocked. */
const BLOCKED = /Service Worker registration blocked/

/** The viewport of a typical phone. */
export const PHONE = { width: 390, height: 844 }
export const DESKTOP = { width: 1280, height: 900 }

/**
 * A test with visitors in a real browser: `visitor()` opens a new one. The test fails if a visitor's page causes an error
 * in the console (including violations of the content security policy), an uncaught error, a dialog, a response with
 * status 500 or above, or a request to another host.
 *
 * Two files run at a time on one product, so each must book at a department of its own.
 */
export const journey = journeyIn('lean', false)

/** The same with a service worker, for tests about it: installing it is half the work of a visitor. */
export const journeyWithWorker = journeyIn('lean', true)

/** The same in a full browser, which supports notifications and installing. */
export const journeyInWholeBrowser = journeyIn('whole', true)

function journeyIn(which: keyof Browsers, withWorker: boolean) {
  return test
    .extend('browser', { scope: 'worker' }, async ({}, { onCleanup }) => {
      // All files of a worker share it: each visitor has a context of their own.
      const browser = await chromium.launch({
        executablePath: inject('product').browsers[which],
        args: BROWSER_FLAGS,
        env: browserEnvironment,
      })
      onCleanup(() => browser.close())
      return browser
    })
    .extend('visitor', async ({ browser }, { onCleanup }) => {
      const { baseUrl } = inject('product')
      const contexts: BrowserContext[] = []
      const faults: string[] = []
      onCleanup(async () => {
        for (const context of contexts) await context.close()
        expect(faults).toEqual([])
      })
      return async ({
        expected = [],
        baseURL = baseUrl,
        ...options
      }: VisitorOptions = {}): Promise<Visitor> => {
        const context = await browser.newContext({
          baseURL,
          viewport: PHONE,
          locale: 'de-DE',
          timezoneId: 'Europe/Berlin',
          reducedMotion: lane.motion ? 'no-preference' : 'reduce',
          serviceWorkers: withWorker ? 'allow' : 'block',
          ...options,
        })
        contexts.push(context)
        await setClock(context)
        // Only stops a test that hangs.
        context.setDefaultTimeout(30_000)
        watch(context, new URL(baseURL).host, (fault) => {
          if (![...expected, BLOCKED].some((pattern) => pattern.test(fault))) faults.push(fault)
        })
        return { context, page: await context.newPage() }
      }
    })
}

function watch(context: BrowserContext, own: string, report: (fault: string) => void): void {
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      report(`console: ${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) => report(`uncaught: ${error.error().message}`))
  context.on('dialog', (dialog) => {
    report(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  context.on('request', (request) => {
    const { protocol, host } = new URL(request.url())
    if (protocol !== 'data:' && protocol !== 'blob:' && host !== own)
      report(`foreign request: ${request.url()}`)
  })
  context.on('response', (response) => {
    if (response.status() >= 500) report(`${response.status()}: ${response.url()}`)
  })
}

/** Opens a visitor's first page and waits for hydration. */
export async function openLive({ page }: Visitor, path: string): Promise<void> {
  await page.goto(path)
  await page.locator('html[data-live]').waitFor({ state: 'attached' })
}

/** Opens a visitor's first page and waits for the service worker, which is registered at the end of hydration. */
export async function openWithWorker({ page }: Visitor, path: string): Promise<void> {
  await page.goto(path)
  await workerIsReady(page)
}

/** Waits until the service worker of a page is active. */
export const workerIsReady = (page: Page): Promise<void> =>
  page.evaluate(() => navigator.serviceWorker.ready.then(() => {}))
