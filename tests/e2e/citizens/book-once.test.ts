import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { journey } from '../../support/browser/page.ts'
import { mailsTo, newAddress } from '../mailbox.ts'
import { bookingsOf, bookOut, expireHolds } from '../others.ts'
import { bookIt, giveDetails, reserveTime } from '../steps.ts'
import { clock, dateInWords } from '../format-time.ts'

const WEDDING = 'eheschliessung-anmelden'
const PHONE = '03461 445300'
const DONE = { name: 'Ihr Termin ist gebucht' }

for (const javaScriptEnabled of [true, false]) {
  journey(
    `a double click books once, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`,
    async ({ visitor }) => {
      const { page } = await visitor({ javaScriptEnabled })
      const email = newAddress('udo')
      await reserveTime(page, WEDDING)
      await giveDetails(page, { name: 'Udo Eilig', email, phone: PHONE })
      await page.getByRole('button', { name: 'Termin verbindlich buchen' }).dblclick()
      await page.getByRole('heading', DONE).waitFor()
      expect(await mailsTo(email, 1)).toHaveLength(1)
      expect(await bookingsOf(email)).toBe(1)
    },
  )
}

journey(
  'reloading every step and going back after the booking leads to one appointment, which is shown',
  async ({ visitor }) => {
    const { page } = await visitor()
    const email = newAddress('vera')
    await page.goto(`/termin/zeit?dienst=${WEDDING}`)
    await page.reload()
    await reserveTime(page, WEDDING)
    await page.reload()
    await giveDetails(page, { name: 'Vera Vorsicht', email, phone: PHONE })
    await page.reload()
    await page.getByText(email).waitFor()
    await bookIt(page)
    const reference = await page.locator('.reference strong').innerText()
    await page.reload()
    await page.getByText(reference).waitFor()
    await page.locator('html[data-live]').waitFor({ state: 'attached' })

    // Check page and form both redirect to the confirmation page.
    await page.goBack()
    await page.getByRole('heading', DONE).waitFor()
    await page.waitForURL('**/fertig')
    for (const step of ['/termin/buchen/pruefen', '/termin/buchen']) {
      await page.goto(step)
      await page.getByText(reference).waitFor()
    }
    expect(await mailsTo(email, 1)).toHaveLength(1)
    expect(await bookingsOf(email)).toBe(1)
  },
)

journey('a time chosen in another window is shown before it can be booked', async ({ visitor }) => {
  const { page, context } = await visitor({ expected: [/status of 409/] })
  const email = newAddress('wanda')
  await reserveTime(page, WEDDING)
  await giveDetails(page, { name: 'Wanda Zwei', email, phone: PHONE })
  const second = await context.newPage()
  const start = await reserveTime(second, WEDDING, 'Stimmt alles?')

  const book = (window: Page) => window.getByRole('button', { name: 'Termin verbindlich buchen' }).click()
  await book(page)
  await page.getByRole('heading', { name: 'Bitte prüfen Sie noch einmal' }).waitFor()
  await page.getByText(`${dateInWords(start)}, ${clock(start)} Uhr`).waitFor()
  expect(await bookingsOf(email)).toBe(0)
  await book(page)
  await page.getByRole('heading', DONE).waitFor()
  await book(second)
  await second.getByRole('heading', DONE).waitFor()
  expect(await bookingsOf(email)).toBe(1)
})

journey('typed details survive a reload, an expired hold and a taken time', async ({ visitor }) => {
  const { page } = await visitor({ expected: [/status of 409/] })
  const email = newAddress('xaver')
  const remark = 'Ich komme mit dem Rollstuhl.'
  const start = await reserveTime(page, WEDDING)
  await page.getByLabel('Vor- und Nachname').fill('Xaver Langsam')
  await page.getByLabel('Möchten Sie uns etwas mitteilen?').fill(remark)
  await expireHolds(WEDDING)
  await bookOut(WEDDING, start)
  await page.reload()
  await page.getByText('Ihre Reservierung ist abgelaufen').first().waitFor()
  await fieldHasValue(page, 'name', 'Xaver Langsam')

  await page.getByRole('button', { name: 'Andere Zeit wählen' }).click()
  await page.getByRole('heading', { level: 1, name: 'Wann passt es Ihnen?' }).waitFor()
  await reserveTime(page, WEDDING)
  await fieldHasValue(page, 'name', 'Xaver Langsam')
  await fieldHasValue(page, 'remark', remark)
  await giveDetails(page, { name: 'Xaver Langsam', email, phone: PHONE })
  await page.getByText(remark).waitFor()
  await bookIt(page)
  expect(await page.evaluate(() => sessionStorage.getItem('terminklick-entwurf'))).toBeNull()
  expect(await bookingsOf(email)).toBe(1)
})

journey('a step without an answer shows a message and can be submitted again', async ({ visitor }) => {
  const { page, context } = await visitor({ expected: [/ERR_|status of 503/] })
  const email = newAddress('yvo')
  const press = (name: string) => page.getByRole('button', { name }).last().click()
  const offline = page.getByRole('alert').getByRole('heading', { name: 'Keine Internetverbindung' })
  await reserveTime(page, WEDDING)
  await page.getByLabel('Vor- und Nachname').fill('Yvo Funkloch')
  await context.setOffline(true)
  await press('Weiter zur Prüfung')
  await offline.waitFor()
  expect(await page.getByLabel('Vor- und Nachname').inputValue()).toBe('Yvo Funkloch')
  await context.setOffline(false)
  await giveDetails(page, { name: 'Yvo Funkloch', email, phone: PHONE })

  // The request arrives, but its answer is lost.
  await page.route('**/pruefen?/book', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await press('Termin verbindlich buchen')
  await page.getByText('Wir wissen nicht, ob Ihre Buchung angekommen ist.').waitFor()
  expect(await bookingsOf(email)).toBe(1)
  await page.unroute('**/pruefen?/book')
  await press('Termin verbindlich buchen')
  await page.getByRole('heading', DONE).waitFor()
  expect(await bookingsOf(email)).toBe(1)
})

/** Waits for the value of a field; the stored draft is filled in after hydration. */
const fieldHasValue = (page: Page, name: string, value: string) =>
  page.waitForFunction(
    ([field, expected]) => document.querySelector<HTMLInputElement>(`[name=${field}]`)?.value === expected,
    [name, value],
  )
