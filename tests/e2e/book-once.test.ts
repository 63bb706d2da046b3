import { expect } from 'vitest'
import { journey } from '../support/page.ts'
import { lettersTo, newAddress } from './mailbox.ts'
import { bookingsOf } from './others.ts'
import { bookIt, giveDetails, reserveTime } from './steps.ts'

const WEDDING = 'eheschliessung-anmelden'
const PHONE = '03461 445300'
const DONE = { name: 'Ihr Termin ist gebucht' }

for (const javaScriptEnabled of [true, false]) {
  journey(
    `an impatient double click books once, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`,
    async ({ visitor }) => {
      const { page } = await visitor({ javaScriptEnabled })
      const email = newAddress('udo')
      await reserveTime(page, WEDDING)
      await giveDetails(page, { name: 'Udo Eilig', email, phone: PHONE })
      await page.getByRole('button', { name: 'Termin verbindlich buchen' }).dblclick()
      await page.getByRole('heading', DONE).waitFor()
      expect(await lettersTo(email, 1)).toHaveLength(1)
      expect(await bookingsOf(email)).toBe(1)
    },
  )
}

journey(
  'who reloads every step and goes back after booking has one appointment, and sees it',
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

    // Back to the check page, and further to the form: both lead to what is booked.
    await page.goBack()
    await page.getByRole('heading', DONE).waitFor()
    for (const step of ['/termin/buchen/pruefen', '/termin/buchen']) {
      await page.goto(step)
      await page.getByText(reference).waitFor()
    }
    expect(await lettersTo(email, 1)).toHaveLength(1)
    expect(await bookingsOf(email)).toBe(1)
  },
)
