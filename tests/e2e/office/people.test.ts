import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { DESKTOP, journey } from '../../support/browser/page.ts'
import { mailsTo, newAddress } from '../mailbox.ts'
import { signIn } from '../staff-sign-in.ts'

/** Adds a virtual authenticator for passkeys, which always verifies the user. */
async function addAuthenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

journey(
  'an admin invites a person, who signs in by the link and by a passkey until the admin disables them',
  async ({ visitor }) => {
    const { page: desk } = await visitor({ viewport: DESKTOP, expected: [/status of 400/] })
    await signIn(desk)
    await desk.getByRole('link', { name: 'Personen' }).click()
    await desk.getByRole('link', { name: 'Person einladen' }).click()
    // Missing input is reported with the label of its field.
    await desk.getByRole('button', { name: 'Einladung schicken' }).click()
    await desk.locator('.error-summary').getByText('Name: ').waitFor()
    const email = newAddress('nele')
    await desk.getByLabel('E-Mail-Adresse').fill(email)
    await desk.locator('[name=name]').fill('Nele =1+1 Neu')
    await desk.getByLabel('Wohngeldstelle').check()
    await desk.getByRole('button', { name: 'Einladung schicken' }).click()
    await desk.getByText('Die Einladung ist unterwegs').waitFor()

    const [mail] = await mailsTo(email, 1)
    const link = /\/personal\/passwort\/[\w-]{43}/.exec(mail!.text)![0]
    const { page } = await visitor({ viewport: DESKTOP, expected: [/status of 40[01]/, /signal is aborted/] })
    const password = 'ein langes neues Wort'
    await page.goto(link)
    await page.getByText(email).waitFor()
    await page.locator('[name=password]').fill(password)
    await page.getByRole('button', { name: 'Passwort speichern' }).click()
    await page.getByText('Ihr Passwort ist gespeichert').waitFor()
    await page.getByRole('link', { name: 'Anmelden' }).click()
    await page.locator('[name=email]').fill(email)
    await page.locator('[name=password]').fill(password)
    await page.getByRole('button', { name: 'Anmelden' }).click()
    await page.waitForURL(/\/personal$/)

    await addAuthenticator(page)
    await page.goto('/personal/konto')
    // Missing input is reported before the passkey is created.
    await page.getByRole('button', { name: 'Passkey einrichten' }).click()
    await page.locator('.error-summary').getByText('einen Namen').waitFor()
    await page.locator('[name=passkeyName]').fill('Diensttelefon')
    await page.locator('[name=passkeyPassword]').fill(password)
    await page.getByRole('button', { name: 'Passkey einrichten' }).click()
    await page.getByRole('heading', { name: 'Ihre Ersatzcodes' }).waitFor()
    expect(await page.getByRole('listitem').locator('code').count()).toBe(10)
    await page.getByRole('button', { name: 'Passkey Diensttelefon entfernen' }).waitFor()

    await page.getByRole('button', { name: 'Abmelden', exact: true }).click()
    await page.getByRole('button', { name: 'Passkey benutzen' }).click()
    await page.waitForURL(/\/personal$/)
    await page.getByRole('heading', { level: 1, name: /^Termine am/ }).waitFor()

    await desk.reload()
    await desk.getByText('Passkey', { exact: true }).waitFor()
    await desk.getByRole('button', { name: 'Sperren' }).click()
    await desk.getByText('Gesperrt, und überall abgemeldet.').waitFor()
    await page.goto('/personal/woche')
    await page.getByRole('heading', { name: 'Anmeldung für Mitarbeitende' }).waitFor()
    await page.getByRole('button', { name: 'Passkey benutzen' }).click()
    await page.getByRole('alert').getByText('Dieser Passkey passt nicht').waitFor()
  },
)
