import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { journey, PHONE } from '../../support/browser/page.ts'
import { mailsTo, newAddress } from '../mailbox.ts'
import { bookOut, expireHolds } from '../others.ts'
import { clock, dateInWords } from '../format-time.ts'

const DOG = 'hund-anmelden'

journey(
  'booking without JavaScript, in English: errors are shown, taken times are replaced, typed details are kept',
  async ({ visitor }) => {
    const { page } = await visitor({
      viewport: PHONE,
      locale: 'en-GB',
      javaScriptEnabled: false,
      expected: [/status of 4(00|09)/],
    })
    const email = newAddress('anna')
    const remark = 'My dog is called Émile.\nHe is deaf.'
    const press = (name: string) => page.getByRole('button', { name }).first().click()

    await page.goto('/en')
    await page.getByRole('searchbox').fill('my new dog')
    await press('Search')
    await page.getByRole('link', { name: /^Register or deregister a dog/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Register or deregister a dog' }).waitFor()
    await press('Show free appointments')

    await page.getByRole('navigation', { name: 'Days' }).getByRole('link').nth(1).click()
    const radio = page.getByRole('radio').first()
    const first = await radio.inputValue()
    await radio.check()
    await press('Reserve this time and continue')
    await page.getByText(`${dateInWords(first, 'en-GB')}, ${clock(first)}`).waitFor()

    await press('Continue and check')
    await page.getByRole('heading', { name: 'Please check 4 entries' }).waitFor()
    expect(await page.title()).toMatch(/^Error:/)

    await page.getByLabel('First and last name').fill('Anna Beispiel')
    await page.getByLabel('E-mail address').fill('anna(at)beispiel')
    await page.getByLabel('Phone number').fill('445300')
    await page.getByLabel('Is there anything we should know?').fill(remark)
    await page.getByRole('checkbox').check()
    await press('Continue and check')
    await page.getByRole('heading', { name: 'Please check 2 entries' }).waitFor()
    const emailField = page.getByLabel('E-mail address')
    expect(await emailField.getAttribute('aria-invalid')).toBe('true')
    expect(await describedBy(page, 'email')).toContain('Error: Please check the e-mail address.')
    await page.getByRole('link', { name: /^Please check the phone number/ }).click()
    expect(new URL(page.url()).hash).toBe('#phone')
    expect(await page.getByLabel('First and last name').inputValue()).toBe('Anna Beispiel')

    await emailField.fill(email)
    await page.getByLabel('Phone number').fill('+49 3461 445300')
    await press('Continue and check')
    const checkPageIsComplete = async () => {
      await page.getByRole('heading', { name: 'Is everything right?' }).waitFor()
      for (const text of ['Anna Beispiel', email, '+49 3461 445300', 'My dog is called Émile.'])
        await page.getByText(text).waitFor()
    }
    await checkPageIsComplete()

    // Another citizen takes the time while the page is open.
    await page.getByRole('link', { name: /^Change.*Time/ }).click()
    const earliest = page.locator('button[name=start]').first()
    await bookOut(DOG, (await earliest.getAttribute('value'))!)
    await earliest.click()
    await page.getByRole('heading', { name: 'This time has just been taken' }).waitFor()
    const replacement = page.getByRole('alert').locator('button[name=start]').first()
    const second = (await replacement.getAttribute('value'))!
    await replacement.click()
    await checkPageIsComplete()
    await page.getByText(`${dateInWords(second, 'en-GB')}, ${clock(second)}`).waitFor()

    // The hold expires, and another citizen takes the time before this form is submitted.
    await expireHolds(DOG)
    await bookOut(DOG, second)
    await press('Book this appointment')
    await page.getByRole('heading', { name: 'This time has just been taken' }).waitFor()
    const third = (await page.getByRole('alert').locator('button[name=start]').first().getAttribute('value'))!
    await page.getByRole('alert').locator('button[name=start]').first().click()
    await checkPageIsComplete()
    await press('Book this appointment')
    await page.getByRole('heading', { name: 'Your appointment is booked' }).waitFor()
    await page.getByText(`We will call you on ${dateInWords(third, 'en-GB')} at ${clock(third)}`).waitFor()

    const [confirmation] = await mailsTo(email, 1)
    expect(confirmation!.text).toContain('Register or deregister a dog')
    expect(confirmation!.text).toContain(clock(third))
    expect(confirmation!.entry.startsAt).toBe(new Date(third).toISOString())
    expect(confirmation!.link).toMatch(/^\/en\/termin\//)

    await page.goto(confirmation!.link!)
    await page.getByRole('link', { name: 'Cancel appointment' }).click()
    await press('Yes, cancel the appointment')
    await page.getByRole('heading', { name: /^Your appointment is cancelled/ }).waitFor()
    expect((await mailsTo(email, 2))[1]!.entry).toMatchObject({
      methods: ['CANCEL', 'CANCEL'],
      sequence: 1,
    })
  },
)

/** The accessible description of a field. */
async function describedBy(page: Page, name: string): Promise<string> {
  const ids = (await page.locator(`[name=${name}]`).getAttribute('aria-describedby'))!.split(' ')
  return (await Promise.all(ids.map((id) => page.locator(`#${id}`).innerText())))
    .join(' ')
    .replaceAll(/\s+/g, ' ')
}
