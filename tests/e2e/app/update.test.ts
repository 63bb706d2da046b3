import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { journeyWithWorker, openWithWorker } from '../../support/browser/page.ts'
import { openDeployment } from './deployment.ts'
import { newAddress } from '../mailbox.ts'
import { reserveTime } from '../steps.ts'

/** No other journey books at this department. */
const SERVICE = 'archiv-anfrage'

const isNew = (page: Page) =>
  page.evaluate(() => document.documentElement.innerHTML.includes('_app/immutabl2/'))

/** Simulates the return to the window, which makes the app check for a new version. */
const returnToWindow = (page: Page) => page.evaluate(() => void dispatchEvent(new Event('focus')))

/** Waits until the service worker has cached the app's files and controls the page. */
const isControlled = (page: Page) => page.waitForFunction(() => navigator.serviceWorker.controller !== null)

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()

const cachedVersions = (page: Page) =>
  page.evaluate(async () => {
    const opened = await Promise.all((await caches.keys()).map((name) => caches.open(name)))
    const urls = (await Promise.all(opened.map((cache) => cache.keys()))).flat().map(({ url }) => url)
    const hasAny = (part: string) => urls.some((url) => url.includes(part))
    return { old: hasAny('_app/immutable/'), new: hasAny('_app/immutabl2/') }
  })

journeyWithWorker(
  'a new version does not interrupt typing; it is activated with the next navigation',
  async ({ visitor }) => {
    const deployment = await openDeployment()
    const erika = await visitor({ baseURL: deployment.url })
    const { page } = erika
    await openWithWorker(erika, '/')
    await isControlled(page)
    await reserveTime(page, SERVICE)
    await page.getByLabel('Vor- und Nachname').fill('Erika Beispiel')
    await page.evaluate(() => Object.assign(globalThis, { still: 'here' }))
    deployment.deploy()
    await returnToWindow(page)

    await page.getByText('Sie kommt von selbst, sobald Sie weitergehen.').waitFor()
    expect(await page.getByRole('button', { name: 'Jetzt neu laden' }).count()).toBe(0)
    await page.getByLabel('E-Mail-Adresse').fill(newAddress('erika'))
    await page.getByLabel('Telefonnummer').fill('03461 445300')
    await page.getByRole('checkbox').check()
    expect(await page.getByLabel('Vor- und Nachname').inputValue()).toBe('Erika Beispiel')
    expect(await page.evaluate(() => (globalThis as { still?: string }).still)).toBe('here')
    expect(await isNew(page)).toBe(false)

    await page.getByRole('button', { name: 'Weiter zur Prüfung' }).last().click()
    await heading(page, 'Stimmt alles?')
    await page.waitForFunction(() => document.documentElement.innerHTML.includes('_app/immutabl2/'))
    await heading(page, 'Stimmt alles?')
    await page.getByText('Erika Beispiel').waitFor()
    expect(await page.getByText('neue Fassung').count()).toBe(0)
  },
)

journeyWithWorker('without input a new version can be activated immediately', async ({ visitor }) => {
  const deployment = await openDeployment()
  const erika = await visitor({ baseURL: deployment.url })
  const { page } = erika
  await openWithWorker(erika, '/')
  await isControlled(page)
  deployment.deploy()
  await returnToWindow(page)
  await page.getByRole('button', { name: 'Jetzt neu laden' }).click()
  await page.waitForFunction(() => document.documentElement.innerHTML.includes('_app/immutabl2/'))
  // The cache contains only the new version, at the latest after the next page load: the old worker may have written
  // files during the change.
  const cachedAfterNextPage = () => page.reload().then(() => cachedVersions(page))
  await expect.poll(cachedAfterNextPage).toEqual({ old: false, new: true })
  expect(await page.getByText('neue Fassung').count()).toBe(0)
})

journeyWithWorker(
  'navigation with a missing chunk of the old version loads the whole page',
  async ({ visitor }) => {
    const deployment = await openDeployment()
    // Without service worker, which would have cached the chunk.
    const { page } = await visitor({
      baseURL: deployment.url,
      serviceWorkers: 'block',
      expected: [/404/, /registration blocked/, /Failed to fetch dynamically imported module/],
    })
    await page.goto('/')
    await page.waitForFunction(() => document.documentElement.dataset.live !== undefined)
    deployment.deploy()
    await page.getByRole('link', { name: /^Umziehen/ }).click()
    await heading(page, /^Umziehen/)
    expect(await isNew(page)).toBe(true)
  },
)
