import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { browserEnvironment, setClock } from './browser-clock.ts'
import { BROWSER_FLAGS, type Browsers } from './find-browser.ts'

/** Somebody with a browser: no cookies, nothing cached, the way home known. */
export interface Visitor {
  page: Page
  context: BrowserContext
}

export interface VisitorOptions extends BrowserContextOptions {
  /** What the console may say, e.g. that a page is missing when a journey opens one that is. */
  expected?: RegExp[]
}

/** What the office's citizens have in their hands, roughly. */
export const PHONE = { width: 390, height: 844 }
export const DESKTOP = { width: 1280, height: 900 }

/**
 * A test with visitors in a real browser: `visitor()` opens a new one. It fails afterwards if any of them met an error
 * in the console (violations of the content security policy are such), an uncaught error, a dialog, an answer of 500
 * or above, or a request to another host.
 *
 * Two files run at a time on one product: each books at a department of its own, so that none takes another's times.
 */
export const journey = journeyIn('lean')

/** The same, in a browser that also notifies and installs. */
export const journeyInWholeBrowser = journeyIn('whole')

function journeyIn(which: keyof Browsers) {
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
          ...options,
        })
        contexts.push(context)
        await setClock(context)
        context.setDefaultTimeout(10_000)
        watch(context, new URL(baseURL).host, (fault) => {
          if (!expected.some((pattern) => pattern.test(fault))) faults.push(fault)
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

/** Opens a visitor's first page and waits until it is live; before, it is the same page as without JavaScript. */
export async function openLive({ page }: Visitor, path: string): Promise<void> {
  await page.goto(path)
  // The last thing that the app does when it has started is to install its service worker.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}))
}
