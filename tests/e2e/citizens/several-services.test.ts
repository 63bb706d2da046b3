import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { journey, openLive } from '../../support/browser/page.ts'
import { mailsTo, newAddress } from '../mailbox.ts'
import { ask } from '../others.ts'
import { bookIt, giveDetails } from '../steps.ts'

/** Two services with the same telephone lines, which both require a sketch. */
const [SIGNS, PAVEMENT] = ['halteverbot-umzug', 'sondernutzung']
const SKETCH = 'Lageskizze'

/** Title and duration of a service. */
async function serviceOf(id: string): Promise<{ title: string; durationMinutes: number }> {
  const { services } = await ask<{ services: { id: string; title: string; durationMinutes: number }[] }>(
    '{ services { id title durationMinutes } }',
  )
  return services.find((service) => service.id === id)!
}

const panel = (page: Page) => page.getByRole('region', { name: 'Das erledigen Sie' })
const minutes = (page: Page, count: number) =>
  panel(page).getByText(`${count} Minuten`, { exact: true }).first().waitFor()

journey(
  'a visit with two services has one duration and lists each document once, on pages and in the mail',
  async ({ visitor }) => {
    const [signs, pavement] = [await serviceOf(SIGNS), await serviceOf(PAVEMENT)]
    const both = signs.durationMinutes + pavement.durationMinutes
    const eva = await visitor()
    const { page } = eva
    await openLive(eva, `/dienstleistung/${SIGNS}`)
    await page.getByRole('button', { name: 'Noch etwas dazu erledigen' }).click()
    await minutes(page, signs.durationMinutes)

    await panel(page)
      .getByRole('link', { name: `Hinzufügen: ${pavement.title}` })
      .click()
    await minutes(page, both)
    // The followed link no longer exists, so the focus moves to the heading.
    await page.waitForFunction(() => document.activeElement?.id === 'services')
    await panel(page)
      .getByRole('link', { name: new RegExp(`^Entfernen.*${signs.title}`) })
      .click()
    await minutes(page, pavement.durationMinutes)
    await page.waitForFunction(() => document.activeElement?.id === 'services')
    await panel(page)
      .getByRole('link', { name: `Hinzufügen: ${signs.title}` })
      .click()
    await minutes(page, both)

    await panel(page).getByText('Das halten Sie bereit').click()
    expect(await panel(page).getByText(SKETCH, { exact: true }).count()).toBe(1)
    await panel(page).getByText('Das kostet es').click()
    await panel(page).getByText('Manche Gebühren hängen von Ihrem Fall ab.').waitFor()

    await page.locator('button[name=start]:enabled').first().click()
    const email = newAddress('eva')
    await giveDetails(page, { name: 'Eva Beispiel', email, phone: '03461 445300' })
    for (const { title } of [signs, pavement]) await page.getByText(title).first().waitFor()
    await page.getByText('Das halten Sie bereit').click()
    expect(await page.getByText(SKETCH, { exact: true }).count()).toBe(1)
    await bookIt(page)
    expect(await page.getByText(SKETCH, { exact: true }).count()).toBe(1)

    const [mail] = await mailsTo(email, 1)
    expect(mail!.text.split(SKETCH)).toHaveLength(2)
    for (const { title } of [signs, pavement]) expect(mail!.text).toContain(title)

    // Moving the visit moves both services.
    await page.goto(`${mail!.link!}/verschieben`)
    for (const { title } of [signs, pavement]) await page.getByText(title).waitFor()
    await page.getByText('Mit einem Tipp verschieben wir Ihren Termin auf diese Zeit.').waitFor()
    await page.locator('button[name=start]:enabled').first().click()
    await page.getByText('Ihr Termin ist verschoben.').waitFor()
  },
)

journey('persons and services are added and removed by links, without JavaScript', async ({ visitor }) => {
  const { page } = await visitor({ javaScriptEnabled: false })
  await page.goto('/dienstleistung/wohnsitz-anmelden')
  // `force`, because the label covers the radio button.
  await page.getByRole('radio', { name: '2 Personen' }).check({ force: true })
  await page.getByRole('button', { name: 'Noch etwas dazu erledigen' }).click()
  await minutes(page, 20)
  await panel(page).getByRole('link', { name: 'Eine Person mehr' }).click()
  await minutes(page, 25)
  await panel(page).getByText('weitere Anliegen').click()
  await panel(page)
    .getByRole('link', { name: /^Hinzufügen: .*Gewerbezentralregister/ })
    .click()
  await minutes(page, 35)
  // Only the second service has a fee, which is fixed.
  await panel(page).getByText('13 €', { exact: true }).first().waitFor()
  await panel(page)
    .getByRole('link', { name: /^Eine Person mehr/ })
    .nth(1)
    .click()
  await panel(page).getByText('26 €', { exact: true }).first().waitFor()
  await panel(page)
    .getByRole('link', { name: /^Entfernen.*Wohnung anmelden/ })
    .click()
  await minutes(page, 15)
  await page.getByRole('heading', { name: 'Die nächsten freien Termine' }).waitFor()
})

journey('a visit that no desk serves shows a message and can be reduced', async ({ visitor }) => {
  const { page } = await visitor()
  await page.goto(`/termin/zeit?dienst=${SIGNS}&dienst=wohnsitz-anmelden`)
  await page.getByText('Das lässt sich nicht in einem Termin erledigen.').waitFor()
  await panel(page)
    .getByRole('link', { name: /^Entfernen.*Wohnung anmelden/ })
    .click()
  await page.getByRole('heading', { name: 'Die nächsten freien Termine' }).waitFor()
})
