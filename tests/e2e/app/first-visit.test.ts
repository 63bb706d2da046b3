// The size of a first visit, and Lighthouse audits. `npm run bench` measures the speed.

import type { Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import { audit, type Category } from '../../support/browser/lighthouse.ts'
import { journey, type VisitorOptions } from '../../support/browser/page.ts'
import { lane } from '../../support/lane.ts'

const KILOBYTE = 1000
/** Transferred bytes: compressed, without headers, without files that the service worker caches afterwards. */
const BUDGET = { Script: 70 * KILOBYTE, total: 120 * KILOBYTE }

/** Without service worker, because its downloads would be counted as well. */
const FIRST_TIME: VisitorOptions = {
  serviceWorkers: 'block',
  expected: [/registration blocked by Playwright/],
}

journey('the start page stays within its budget', async ({ visitor }) => {
  const { page, context } = await visitor(FIRST_TIME)
  const network = await context.newCDPSession(page)
  await network.send('Network.enable')
  const loads = new Map<string, { kind: string; bytes: number }>()
  network.on('Network.responseReceived', ({ requestId, type }) =>
    loads.set(requestId, { kind: type, bytes: 0 }),
  )
  network.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    const load = loads.get(requestId)
    if (load) load.bytes += encodedDataLength
  })
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const load = loads.get(requestId)
    // Chunked responses report only this sum, including headers.
    if (load?.bytes === 0) load.bytes = encodedDataLength
  })
  await page.goto('/', { waitUntil: 'networkidle' })

  const sum = (of: Iterable<{ bytes: number }>) => [...of].reduce((total, { bytes }) => total + bytes, 0)
  const kinds = Map.groupBy(loads.values(), ({ kind }) => kind)
  const weights = Object.fromEntries([...kinds].map(([kind, of]) => [kind, sum(of)]))
  const total = sum(loads.values())
  console.log(`start page: ${JSON.stringify({ ...weights, total })} bytes`)
  expect(weights.Script).toBeGreaterThan(10 * KILOBYTE)
  expect(weights.Script).toBeLessThanOrEqual(BUDGET.Script)
  expect(weights.Font).toBeGreaterThan(10 * KILOBYTE)
  expect(total).toBeLessThanOrEqual(BUDGET.total)
})

const SERVICE = 'personalausweis-beantragen'
const PAGES = ['/', `/dienstleistung/${SERVICE}`, `/termin/zeit?dienst=${SERVICE}`]

journey('start, service and time page load without layout shift', async ({ visitor }) => {
  for (const path of PAGES) {
    const { page } = await visitor(FIRST_TIME)
    await page.goto(path)
    await settled(page)
    expect(await page.evaluate(layoutShift), path).toBeLessThanOrEqual(0.05)
  }
})

/** Runs in the page: the cumulative layout shift without user input. */
function layoutShift(): number {
  const observer = new PerformanceObserver(() => {})
  observer.observe({ type: 'layout-shift', buffered: true })
  const shifts = observer.takeRecords() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]
  return shifts.reduce((sum, { value, hadRecentInput }) => sum + (hadRecentInput ? 0 : value), 0)
}

/** Waits for hydration, fonts and three frames. */
async function settled(page: Page): Promise<void> {
  await page.locator('html[data-live]').waitFor({ state: 'attached' })
  await page.evaluate(async () => {
    await document.fonts.ready
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
  })
}

const FULL = { accessibility: 100, 'best-practices': 100, seo: 100 }

journey.runIf(lane.lighthouse)('Lighthouse audits pass on start, service and time page', async () => {
  const { baseUrl, browsers } = inject('product')
  // The time page has the most on it.
  for (const path of PAGES) {
    const { scores, findings } = await audit(browsers.lean, baseUrl + path, Object.keys(FULL) as Category[])
    expect({ ...scores, findings }, path).toEqual({ ...FULL, findings: [] })
  }
})
