import type { Page } from 'playwright-core'
import { inject } from 'vitest'

/** Signs in the first admin at the door before a page of days. Ends on that page. */
export async function signIn(page: Page, path = '/personal'): Promise<void> {
  const { email, password } = inject('product').admin
  await page.goto(path)
  await page.getByLabel('E-Mail-Adresse').fill(email)
  await page.getByLabel('Passwort').fill(password)
  await page.getByRole('button', { name: 'Anmelden' }).click()
  await page.getByRole('heading', { level: 1, name: /^Termine am/ }).waitFor()
}

/** The list of the bookings of an instant's day, at all desks. */
export const dayPage = (instant: string, view: 'liste' | 'kalender' = 'liste'): string => {
  const tag = Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/Berlin').toPlainDate()
  return `/personal?tag=${tag}&wo=&ansicht=${view}`
}
