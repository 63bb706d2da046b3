import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { authenticatorApp } from '../../support/authenticator-app.ts'
import { DESKTOP, journey, openLive } from '../../support/browser/page.ts'
import { newColleague } from '../others.ts'

journey(
  'staff set up an authenticator app, sign in with its code, and end another session',
  async ({ visitor }) => {
    const { email, password } = await newColleague('Ada Zweifach')
    const expected = [/status of 40[01]/]
    const { page } = await visitor({ viewport: DESKTOP, expected })
    const press = (on: Page, name: string | RegExp) => on.getByRole('button', { name }).click()
    const fillSignIn = async (on: Page, otp = '') => {
      await on.locator('[name=email]').fill(email)
      await on.locator('[name=password]').fill(password)
      await on.locator('[name=otp]').fill(otp)
      await press(on, 'Anmelden')
    }

    await page.goto('/personal/anmelden')
    await fillSignIn(page)
    await page.waitForURL(/\/personal$/)
    await page.goto('/personal/konto')
    await page.locator('[name=password]').fill(password)
    await press(page, 'App einrichten')
    await page.getByRole('img', { name: 'QR-Code für Ihre App' }).waitFor()
    const key = (await page.locator('form code').textContent())!.replaceAll(' ', '')
    const phone = authenticatorApp(key)
    // After a wrong code, QR code and key stay the same.
    await page.locator('[name=otp]').fill('000000')
    await press(page, 'Code prüfen')
    await page.locator('.error-summary').waitFor()
    expect((await page.locator('form code').textContent())!.replaceAll(' ', '')).toBe(key)
    await page.locator('[name=otp]').fill(phone.at(new Date()))
    await press(page, 'Code prüfen')
    await page.getByRole('heading', { name: 'Ihre Ersatzcodes' }).waitFor()
    const codes = await page.getByRole('listitem').locator('code').allTextContents()
    expect(codes).toHaveLength(10)

    const second = await visitor({ viewport: DESKTOP, expected })
    const { page: elsewhere } = second
    // Without its script, the page is loaded again, without the password.
    await openLive(second, '/personal/anmelden')
    await fillSignIn(elsewhere)
    await elsewhere.getByRole('alert').getByText('Bitte geben Sie auch den Code aus Ihrer App ein').waitFor()
    // The typed password stays. Uses the next code, because each code is valid once.
    expect(await elsewhere.locator('[name=password]').inputValue()).toBe(password)
    await elsewhere.locator('[name=otp]').fill(phone.at(new Date(Date.now() + 30_000)))
    await press(elsewhere, 'Anmelden')
    await elsewhere.waitForURL(/\/personal$/)

    await page.goto('/personal/konto')
    await page.getByText('Unbenutzte Ersatzcodes: 10.').waitFor()
    await press(page, /^(?!Überall).+ abmelden$/)
    await page.getByText('Das Gerät ist abgemeldet.').waitFor()
    await elsewhere.goto('/personal/konto')
    await elsewhere.getByRole('heading', { name: 'Anmeldung für Mitarbeitende' }).waitFor()

    // Signs in with a recovery code.
    await fillSignIn(elsewhere, codes[0])
    // Signing in redirects to the page on which the session had ended.
    await elsewhere.waitForURL(/\/personal\/konto$/)
  },
)
