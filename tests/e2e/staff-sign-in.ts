import type { Page } from 'playwright-core'
import { inject } from 'vitest'

/** Signs in the first admin. `path` is a page of the day, on which this ends. */
export async function signIn(page: Page, path = '/personal'): Promise<void> {
  const { email, password } = inject('product').admin
  await page.goto(path)
  await page.getByLabel('E-Mail-Adresse').fill(email)
  await page.getByLabel('Passwort').fill(password)
  await page.getByRole('button', { name: 'Anmelden' }).click()
  await page.getByRole('heading', { level: 1, name: /^Termine am/ }).waitFor()
}

/** Path of the day of an instant, for all desks. */
export const dayPage = (instant: string, view: 'liste' | 'kalender' = 'liste'): string => {
  const tag = Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/Berlin').toPlainDate()
  return `/personal?tag=${tag}&wo=&ansicht=${view}`
}
