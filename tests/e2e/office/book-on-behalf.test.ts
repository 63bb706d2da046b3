import { expect } from 'vitest'
import { journey } from '../../support/browser/page.ts'
import { mailsTo, newAddress } from '../mailbox.ts'
import { signIn } from '../staff-sign-in.ts'

/** Search terms instead of the title; no other journey books at this department. */
const SEARCH = 'garten pachten'

journey(
  'a clerk books for a citizen with at most twelve keys besides the typed texts',
  async ({ visitor }) => {
    const { page } = await visitor()
    await signIn(page)
    await page.goto('/personal/buchen')
    await page.locator('html[data-live]').waitFor({ state: 'attached' })
    let keys = 0
    const press = async (key: string) => {
      keys++
      await page.keyboard.press(key)
    }
    const focused = (id: string) =>
      page.waitForFunction((selector) => document.activeElement?.matches(selector), id)

    const email = newAddress('gerda')
    await focused('#service')
    await page.keyboard.type(SEARCH)
    await press('Enter')
    await focused('[name=start]:checked')
    for (const field of ['#other-time', '#name']) {
      await press('Tab')
      await focused(field)
    }
    await page.keyboard.type('Gerda Beispiel')
    await press('Tab')
    await page.keyboard.type('03461 445300')
    await press('Tab')
    await page.keyboard.type(email)
    await press('Enter')

    const done = page.getByRole('heading', { name: /^Gebucht: \d{4}-\d{4}$/ })
    await done.waitFor()
    expect(keys).toBeLessThanOrEqual(12)
    const reference = (await done.innerText()).replace('Gebucht: ', '')
    await page.getByRole('img', { name: /Code/ }).waitFor()
    await expect.poll(async () => (await mailsTo(email, 1))[0]?.text).toContain(reference)

    await page.getByRole('link', { name: 'Nächste Buchung' }).click()
    await focused('#service')
  },
)
