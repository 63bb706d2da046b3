import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { journey, openLive } from '../support/page.ts'
import { newAddress } from './mailbox.ts'
import { clock, dateInWords } from './words.ts'

const NOTE = 'Alle Zeiten sind Ortszeit in Merseburg.'

journey(
  'a known service is booked with at most seven taps and three fields, from New York at the hours of Merseburg',
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
    const wanted = page.locator('button[name=start]:enabled').first()
    const start = (await wanted.getAttribute('value'))!
    await wanted.getByText(`${clock(start)} Uhr`).waitFor()
    await wanted.click()

    await page.getByRole('heading', { level: 1, name: 'Ihre Angaben' }).waitFor()
    const required = page.locator('main').locator(':is(input, textarea, select):required')
    expect(await required.evaluateAll((fields) => fields.map((field) => field.getAttribute('name')))).toEqual(
      ['name', 'email', 'consent'],
    )
    const inMerseburg = `${dateInWords(start)}, ${clock(start)} Uhr`
    const says = async () => {
      await page.getByText(inMerseburg).first().waitFor()
      await page.getByText(NOTE).waitFor()
    }
    await says()
    await page.getByLabel('Vor- und Nachname').fill('Ada Beispiel')
    await page.getByLabel('E-Mail-Adresse').fill(newAddress('ada'))
    await page.getByRole('checkbox').click()
    await page.getByRole('button', { name: 'Weiter zur Prüfung' }).last().click()
    await page.getByRole('heading', { level: 1, name: 'Stimmt alles?' }).waitFor()
    await says()
    await page.getByRole('button', { name: 'Termin verbindlich buchen' }).click()
    await page.getByRole('heading', { level: 1, name: 'Ihr Termin ist gebucht' }).waitFor()
    await says()
    const taps = await tapsOf(page)
    expect(taps).toBeGreaterThan(4)
    expect(taps).toBeLessThanOrEqual(7)

    const manage = page.getByRole('link', { name: 'Termin verschieben oder absagen' })
    await page.goto((await manage.getAttribute('href'))!)
    await says()
  },
)

/** Counts what the browser itself takes for an activation: clicks, and Enter in a field, which is a click as well. */
async function countTaps(page: Page): Promise<void> {
  const count = () =>
    addEventListener(
      'click',
      ({ isTrusted, target }) => {
        // A label hands its click on to its field: one tap.
        const isHandedOn = target instanceof Element && target.closest('label') && !target.matches('input')
        if (isTrusted && !isHandedOn)
          sessionStorage.setItem('taps', String(Number(sessionStorage.getItem('taps') ?? 0) + 1))
      },
      // While it rises: a click that met something in motion is stopped on its way down, and made again.
      false,
    )
  await page.addInitScript(count)
  await page.evaluate(count)
}

const tapsOf = async (page: Page): Promise<number> =>
  Number(await page.evaluate(() => sessionStorage.getItem('taps')))
