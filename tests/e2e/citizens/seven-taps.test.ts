import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { journey, openLive } from '../../support/browser/page.ts'
import { newAddress } from '../mailbox.ts'
import { clock, dateInWords } from '../format-time.ts'

const NOTE = 'Alle Zeiten sind Ortszeit in Merseburg.'

journey(
  'a booking takes at most seven taps and three required fields; in New York it shows the local time of Merseburg',
  async ({ visitor }) => {
    const ada = await visitor({ timezoneId: 'America/New_York' })
    const { page } = ada
    await openLive(ada, '/')
    await countTaps(page)

    await page.getByRole('searchbox').fill('Führungszeugnis')
    await page.getByRole('searchbox').press('Enter')
    await page
      .getByRole('link', { name: /^Führungszeugnis/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Freie Termine zeigen' }).click()
    await page.getByText(NOTE).waitFor()
    const earliest = page.locator('button[name=start]:enabled').first()
    const start = (await earliest.getAttribute('value'))!
    await earliest.getByText(`${clock(start)} Uhr`).waitFor()
    await earliest.click()

    await page.getByRole('heading', { level: 1, name: 'Ihre Angaben' }).waitFor()
    const required = page.locator('main').locator(':is(input, textarea, select):required')
    expect(await required.evaluateAll((fields) => fields.map((field) => field.getAttribute('name')))).toEqual(
      ['name', 'email', 'consent'],
    )
    const inMerseburg = `${dateInWords(start)}, ${clock(start)} Uhr`
    const showsTime = async () => {
      await page.getByText(inMerseburg).first().waitFor()
      await page.getByText(NOTE).waitFor()
    }
    await showsTime()
    await page.getByLabel('Vor- und Nachname').fill('Ada Beispiel')
    await page.getByLabel('E-Mail-Adresse').fill(newAddress('ada'))
    await page.getByRole('checkbox').click()
    await page.getByRole('button', { name: 'Weiter zur Prüfung' }).last().click()
    await page.getByRole('heading', { level: 1, name: 'Stimmt alles?' }).waitFor()
    await showsTime()
    await page.getByRole('button', { name: 'Termin verbindlich buchen' }).click()
    await page.getByRole('heading', { level: 1, name: 'Ihr Termin ist gebucht' }).waitFor()
    await showsTime()
    const taps = await tapsOf(page)
    expect(taps).toBeGreaterThan(4)
    expect(taps).toBeLessThanOrEqual(7)

    const manage = page.getByRole('link', { name: 'Termin verschieben oder absagen' })
    await page.goto((await manage.getAttribute('href'))!)
    await showsTime()
  },
)

/** Counts trusted click events; Enter in a field causes one as well. */
async function countTaps(page: Page): Promise<void> {
  const count = () =>
    addEventListener(
      'click',
      ({ isTrusted, target }) => {
        // The click on a label causes another one on its input; only one is counted.
        const isHandedOn = target instanceof Element && target.closest('label') && !target.matches('input')
        if (isTrusted && !isHandedOn)
          sessionStorage.setItem('taps', String(Number(sessionStorage.getItem('taps') ?? 0) + 1))
      },
      // In the bubbling phase, because Playwright stops clicks on moving elements in the capturing phase and repeats them.
      false,
    )
  await page.addInitScript(count)
  await page.evaluate(count)
}

const tapsOf = async (page: Page): Promise<number> =>
  Number(await page.evaluate(() => sessionStorage.getItem('taps')))
