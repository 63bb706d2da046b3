import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { journey } from '../support/page.ts'
import { reserveTime } from './steps.ts'

// What the browser says here instead of installing the service worker, the last thing that a page does to be live.
const LIVE = /Service Worker registration blocked/

/** Opens a page whose scripts are slow to come, fills it in, and waits until they have taken it over. */
async function fillBeforeLive(page: Page, path: string, fill: () => Promise<void>): Promise<void> {
  const { promise: allowed, resolve: allow } = Promise.withResolvers<void>()
  const scripts = '**/_app/immutable/**/*.js'
  await page.route(scripts, async (route) => {
    await allowed
    await route.continue()
  })
  await page.goto(path, { waitUntil: 'commit' })
  await fill()
  const live = page.waitForEvent('console', (message) => LIVE.test(message.text()))
  allow()
  await live
  await page.unroute(scripts)
}

journey('on a slow line, what is typed and chosen before a page is live stays', async ({ visitor }) => {
  // A service worker would have the scripts at hand.
  const { page } = await visitor({ serviceWorkers: 'block', expected: [LIVE] })

  const search = page.getByRole('searchbox')
  await fillBeforeLive(page, '/', () => search.fill('Ausweis'))
  expect(await search.inputValue()).toBe('Ausweis')

  const twoPersons = page.getByRole('radio', { name: '2 Personen' })
  await fillBeforeLive(page, '/dienstleistung/personalausweis-beantragen', () => twoPersons.check())
  expect(await twoPersons.isChecked()).toBe(true)

  const time = page.getByRole('radio').first()
  await fillBeforeLive(page, '/termin/zeit?dienst=kita-platz', () => time.check())
  expect(await time.isChecked()).toBe(true)

  await reserveTime(page, 'kita-platz')
  const name = page.getByLabel('Vor- und Nachname')
  const remark = page.getByLabel('Möchten Sie uns etwas mitteilen?')
  const consent = page.getByRole('checkbox')
  await fillBeforeLive(page, '/termin/buchen', async () => {
    await name.fill('Erika Beispiel')
    await remark.fill('Ich höre schlecht.')
    await consent.check()
  })
  expect(await name.inputValue()).toBe('Erika Beispiel')
  expect(await remark.inputValue()).toBe('Ich höre schlecht.')
  expect(await consent.isChecked()).toBe(true)
})
