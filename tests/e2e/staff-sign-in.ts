import type { Page } from 'playwright-core'
import { inject } from 'vitest'

/** Signs in the first admin. Ends on the page of today. */
export async function signIn(page: Page): Promise<void> {
  const { email, password } = inject('product').admin
  await page.goto('/personal')
  await page.getByLabel('E-Mail-Adresse').fill(email)
  await page.getByLabel('Passwort').fill(password)
  await page.getByRole('button', { name: 'Anmelden' }).click()
  await page.getByRole('heading', { level: 1, name: /^Termine am/ }).waitFor()
}

/** Where the bookings of an instant's day are. */
export const dayPage = (instant: string): string =>
  `/personal?tag=${Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/Berlin').toPlainDate()}`
