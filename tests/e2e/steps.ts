// The steps of a booking, for journeys that are about something else.

import type { Page } from 'playwright-core'

export interface Typed {
  name: string
  email: string
  phone?: string
  remark?: string
}

const arrives = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

/** Reserves the first time that is free. Ends on the page for the details, or where else it leads. */
export async function reserveTime(page: Page, serviceId: string, leadsTo = 'Ihre Angaben'): Promise<string> {
  await page.goto(`/termin/zeit?dienst=${serviceId}`)
  const button = page.locator('button[name=start]:enabled').first()
  const start = (await button.getAttribute('value'))!
  await button.click()
  await arrives(page, leadsTo)
  return start
}

/** Fills in the form, agrees and goes on. Ends on the page that shows everything once more. */
export async function giveDetails(page: Page, { name, email, phone, remark }: Typed): Promise<void> {
  await page.getByLabel('Vor- und Nachname').fill(name)
  await page.getByLabel('E-Mail-Adresse').fill(email)
  if (phone) await page.getByLabel('Telefonnummer').fill(phone)
  if (remark) await page.getByLabel('Möchten Sie uns etwas mitteilen?').fill(remark)
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Weiter zur Prüfung' }).last().click()
  await arrives(page, 'Stimmt alles?')
}

/** Ends on the last page. */
export async function bookIt(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Termin verbindlich buchen' }).click()
  await arrives(page, 'Ihr Termin ist gebucht')
}
