import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { journey, openLive } from '../support/page.ts'
import { openDeployment } from './deployment.ts'
import { newAddress } from './mailbox.ts'
import { reserveTime } from './steps.ts'

/** One department alone serves this. */
const SERVICE = 'archiv-anfrage'

const isNew = (page: Page) =>
  page.evaluate(() => document.documentElement.innerHTML.includes('_app/immutabl2/'))

/** What tells the page that time has passed: somebody comes back to its window. */
const comeBack = (page: Page) => page.evaluate(() => void dispatchEvent(new Event('focus')))

/** The app has put away its parts, and its worker answers for the page. */
const isControlled = (page: Page) => page.waitForFunction(() => navigator.serviceWorker.controller !== null)

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()

const keptVersions = (page: Page) =>
  page.evaluate(async () => {
    const opened = await Promise.all((await caches.keys()).map((name) => caches.open(name)))
    const urls = (await Promise.all(opened.map((cache) => cache.keys()))).flat().map(({ url }) => url)
    const hasAny = (part: string) => urls.some((url) => url.includes(part))
    return { old: hasAny('_app/immutable/'), new: hasAny('_app/immutabl2/') }
  })

journey('a new version waits while somebody types, and comes with the next page', async ({ visitor }) => {
  const line = await openDeployment()
  const erika = await visitor({ baseURL: line.url })
  const { page } = erika
  await openLive(erika, '/')
  await isControlled(page)
  await reserveTime(page, SERVICE)
  await page.getByLabel('Vor- und Nachname').fill('Erika Beispiel')
  await page.evaluate(() => Object.assign(globalThis, { still: 'here' }))
  line.deploy()
  await comeBack(page)

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
})

journey('who only reads may take a new version at once', async ({ visitor }) => {
  const line = await openDeployment()
  const erika = await visitor({ baseURL: line.url })
  const { page } = erika
  await openLive(erika, '/')
  await isControlled(page)
  line.deploy()
  await comeBack(page)
  await page.getByRole('button', { name: 'Jetzt neu laden' }).click()
  await page.waitForFunction(() => document.documentElement.innerHTML.includes('_app/immutabl2/'))
  // What is put away is of the new version alone, at the latest once the next page has come: the old worker may have been
  // fetching something at the moment of the change.
  const keptAfterNextPage = () => page.reload().then(() => keptVersions(page))
  await expect.poll(keptAfterNextPage).toEqual({ old: false, new: true })
  expect(await page.getByText('neue Fassung').count()).toBe(0)
})

journey('a page whose next part is gone with its version is loaded whole', async ({ visitor }) => {
  const line = await openDeployment()
  // No service worker, which would have kept the part.
  const { page } = await visitor({
    baseURL: line.url,
    serviceWorkers: 'block',
    expected: [/404/, /registration blocked/, /Failed to fetch dynamically imported module/],
  })
  await page.goto('/')
  await page.waitForFunction(() => document.documentElement.dataset.live !== undefined)
  line.deploy()
  await page.getByRole('link', { name: /^Umziehen/ }).click()
  await heading(page, /^Umziehen/)
  expect(await isNew(page)).toBe(true)
})
