import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { authenticatorApp } from '../support/authenticator-app.ts'
import { DESKTOP, journey, openLive } from '../support/page.ts'
import { newColleague } from './others.ts'

journey('staff set up an app, sign in with its code, and end the other session', async ({ visitor }) => {
  const { email, password } = await newColleague('Ada Zweifach')
  const expected = [/status of 40[01]/]
  const { page } = await visitor({ viewport: DESKTOP, expected })
  const press = (on: Page, name: string | RegExp) => on.getByRole('button', { name }).click()
  const passTheDoor = async (on: Page, otp = '') => {
    await on.locator('[name=email]').fill(email)
    await on.locator('[name=password]').fill(password)
    await on.locator('[name=otp]').fill(otp)
    await press(on, 'Anmelden')
  }

  await page.goto('/personal/anmelden')
  await passTheDoor(page)
  await page.waitForURL(/\/personal$/)
  await page.goto('/personal/konto')
  await page.locator('[name=password]').fill(password)
  await press(page, 'App einrichten')
  await page.getByRole('img', { name: 'QR-Code für Ihre App' }).waitFor()
  const key = (await page.locator('form code').textContent())!.replaceAll(' ', '')
  const phone = authenticatorApp(key)
  // A mistyped code costs nothing: picture and key stay.
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
  // Without its script, the page comes anew and without the password.
  await openLive(second, '/personal/anmelden')
  await passTheDoor(elsewhere)
  await elsewhere.getByRole('alert').getByText('Bitte geben Sie auch den Code aus Ihrer App ein').waitFor()
  // What was typed is still there, and the next code is the first that was not used.
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

  // The telephone is lost.
  await passTheDoor(elsewhere, codes[0])
  // The door leads back to where the session was ended.
  await elsewhere.waitForURL(/\/personal\/konto$/)
})
