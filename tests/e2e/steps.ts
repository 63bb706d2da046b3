// The steps of a booking, for journeys with another subject.

import type { Page } from 'playwright-core'

export interface Typed {
  name: string
  email: string
  phone?: string
  remark?: string
}

const arrives = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

/** Reserves the first free time. Ends on the details page, or on the page with the heading `leadsTo`. */
export async function reserveTime(page: Page, serviceId: string, leadsTo = 'Ihre Angaben'): Promise<string> {
  await page.goto(`/termin/zeit?dienst=${serviceId}`)
  const button = page.locator('button[name=start]:enabled').first()
  const start = (await button.getAttribute('value'))!
  await button.click()
  await arrives(page, leadsTo)
  return start
}

/** Fills in the details form and submits it. Ends on the check page. */
export async function giveDetails(page: Page, { name, email, phone, remark }: Typed): Promise<void> {
  await page.getByLabel('Vor- und Nachname').fill(name)
  await page.getByLabel('E-Mail-Adresse').fill(email)
  if (phone) await page.getByLabel('Telefonnummer').fill(phone)
  if (remark) await page.getByLabel('Möchten Sie uns etwas mitteilen?').fill(remark)
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Weiter zur Prüfung' }).last().click()
  await arrives(page, 'Stimmt alles?')
}

/** Confirms the booking. Ends on the confirmation page. */
export async function bookIt(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Termin verbindlich buchen' }).click()
  await arrives(page, 'Ihr Termin ist gebucht')
}
