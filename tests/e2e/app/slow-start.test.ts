import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { journey } from '../../support/browser/page.ts'
import { reserveTime } from '../steps.ts'

// The console message about the blocked service worker, whose registration is the last step of hydration.
const HYDRATED = /Service Worker registration blocked/

/** Opens a page with delayed scripts, fills it in, and waits for hydration. */
async function fillBeforeHydration(page: Page, path: string, fill: () => Promise<void>): Promise<void> {
  const { promise: allowed, resolve: allow } = Promise.withResolvers<void>()
  const scripts = '**/_app/immutable/**/*.js'
  await page.route(scripts, async (route) => {
    await allowed
    await route.continue()
  })
  await page.goto(path, { waitUntil: 'commit' })
  await fill()
  const live = page.waitForEvent('console', (message) => HYDRATED.test(message.text()))
  allow()
  await live
  await page.unroute(scripts)
}

journey('input before hydration is kept', async ({ visitor }) => {
  // Without service worker, which would serve the scripts from its cache.
  const { page } = await visitor({ serviceWorkers: 'block', expected: [HYDRATED] })

  const search = page.getByRole('searchbox')
  await fillBeforeHydration(page, '/', () => search.fill('Ausweis'))
  expect(await search.inputValue()).toBe('Ausweis')

  const twoPersons = page.getByRole('radio', { name: '2 Personen' })
  await fillBeforeHydration(page, '/dienstleistung/personalausweis-beantragen', () => twoPersons.check())
  expect(await twoPersons.isChecked()).toBe(true)

  const time = page.getByRole('radio').first()
  await fillBeforeHydration(page, '/termin/zeit?dienst=kita-platz', () => time.check())
  expect(await time.isChecked()).toBe(true)

  await reserveTime(page, 'kita-platz')
  const name = page.getByLabel('Vor- und Nachname')
  const remark = page.getByLabel('Möchten Sie uns etwas mitteilen?')
  const consent = page.getByRole('checkbox')
  await fillBeforeHydration(page, '/termin/buchen', async () => {
    await name.fill('Erika Beispiel')
    await remark.fill('Ich höre schlecht.')
    await consent.check()
  })
  expect(await name.inputValue()).toBe('Erika Beispiel')
  expect(await remark.inputValue()).toBe('Ich höre schlecht.')
  expect(await consent.isChecked()).toBe(true)
})
