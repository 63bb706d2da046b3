import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { bestAgainstOneSecond } from '../../support/best-of.ts'
import { DESKTOP, journey } from '../../support/browser/page.ts'
import { mailsTo, newAddress } from '../mailbox.ts'
import { other, startsOfOneDay } from '../others.ts'
import { dayPage, signIn } from '../staff-sign-in.ts'

/** No other journey books this service. */
const items = [{ serviceId: 'wohngeld' }]
const DEPARTMENT = 'wohngeld'

async function booked(name: string, startsAt: string) {
  const email = newAddress('wohngeld')
  await other.book({ items, startsAt, contact: { name, email, phone: '03461 445300' } })
  return { name, email }
}

const block = (page: Page, name: string) => page.getByRole('link', { name })
const minutesBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 60_000

journey(
  'a clerk moves visits by keyboard, by mouse and in bulk; a concurrent change is not overwritten',
  async ({ visitor }) => {
    const free = await startsOfOneDay(items[0]!.serviceId, 8)
    const paula = await booked('Paula Muster', free[0]!)
    const quirin = await booked('Quirin Muster', free[0]!)
    // The browser's console reports each rejected move.
    const { page: kim } = await visitor({ viewport: DESKTOP, expected: [/409/] })
    await signIn(kim)
    const calendar = dayPage(free[0]!, 'kalender').replace('wo=', `wo=amt.${DEPARTMENT}`)
    const { page: toni } = await visitor({ viewport: DESKTOP })
    await signIn(toni)
    for (const page of [kim, toni]) {
      await page.goto(calendar)
      await page.getByText('Aktualisiert sich von selbst').waitFor()
    }

    // A new booking appears within a second.
    let nth = 0
    const delay = await bestAgainstOneSecond(async () => {
      const name = `Rosa Muster ${++nth}`
      const day = free[0]!.slice(0, 10)
      const slot = (await other.nextSlots(items, 50)).find(({ startsAt }) => startsAt.startsWith(day))
      const began = Date.now()
      await booked(name, slot!.startsAt)
      await block(toni, name).filter({ hasText: 'gebucht' }).waitFor()
      return Date.now() - began
    }, 6)
    expect(delay).toBeLessThan(1_000)

    // By keyboard: M, the first suggestion, the preview of the mail, confirm.
    await block(kim, 'Paula Muster').focus()
    await kim.keyboard.press('m')
    await kim.getByRole('heading', { level: 1, name: '1 Termin verschieben' }).waitFor()
    await expect.poll(() => kim.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('radio')
    await kim.keyboard.press('ArrowDown')
    await kim.keyboard.press('Enter')
    await kim.getByRole('heading', { level: 2, name: 'Diesen Termin verschieben?' }).waitFor()
    await kim.getByText('Verschoben: Ihr Termin ist jetzt am').waitFor()
    const [time] = (await kim.locator('#confirm ~ ul strong').textContent())!.match(/\d\d:\d\d/)!
    // The moved visit appears on the other page as well.
    await kim.keyboard.press('Enter')
    await block(toni, 'Paula Muster').filter({ hasText: time }).waitFor()
    await kim.getByText('1 Termin ist verschoben.').waitFor()
    const [before, after] = await mailsTo(paula.email, 2)
    expect(after!.subject).toMatch(/^Verschoben/)
    expect(after!.entry.startsAt).not.toBe(before!.entry.startsAt)

    // By mouse: press, drag with a preview of the target, release.
    const visit = block(kim, 'Quirin Muster')
    await visit.scrollIntoViewIfNeeded()
    const ghost = kim.locator('.ghost')
    const from = (await visit.boundingBox())!
    await kim.mouse.move(from.x + 40, from.y + 8)
    await kim.mouse.down()
    await kim.mouse.move(from.x + 40, from.y + 40, { steps: 4 })
    await ghost.waitFor()
    // The visit itself does not move; the preview is in the column of its desk.
    expect(await visit.boundingBox()).toEqual(from)
    expect(Math.abs((await ghost.boundingBox())!.x - from.x)).toBeLessThan(20)
    for (let y = from.y + 40; await ghost.evaluate((node) => node.classList.contains('taken')); y += 13)
      await kim.mouse.move(from.x + 40, y)
    const [shown] = (await ghost.textContent())!.match(/\d\d:\d\d/)!
    await kim.mouse.up()
    await kim.getByRole('heading', { level: 1, name: '1 Termin verschieben' }).waitFor()
    expect(await kim.getByRole('radio', { checked: true }).getAttribute('value')).toMatch(/telefon-wohngeld/)
    await kim.getByText(new RegExp(`Wie gezogen: .*${shown}`)).waitFor()

    // After a change by a colleague the move is rejected with both versions.
    await kim.getByRole('button', { name: 'Weiter zur E-Mail' }).click()
    await kim.getByRole('heading', { level: 2, name: 'Diesen Termin verschieben?' }).waitFor()
    await block(toni, 'Quirin Muster').click()
    await toni.getByLabel('Notiz für Kolleginnen und Kollegen').fill('Ruft zurück.')
    await toni.getByRole('button', { name: 'Notiz speichern' }).click()
    await toni.getByText('Notiz geändert').waitFor()
    await kim.getByRole('button', { name: 'Termin verschieben' }).click()
    await kim
      .locator('.error-summary')
      .getByText(/Administration war um .* schneller\..*Es wurde nichts verschoben\./)
      .waitFor()

    // In bulk, to another day, with a reason.
    await kim.goto(dayPage(free[0]!).replace('wo=', `wo=amt.${DEPARTMENT}`))
    for (const { name } of [paula, quirin]) await kim.getByRole('row', { name }).getByRole('checkbox').check()
    await kim.getByRole('button', { name: 'Ausgewählte verschieben' }).click()
    await kim.getByRole('heading', { level: 1, name: '2 Termine verschieben' }).waitFor()
    const later = Temporal.PlainDate.from(free[0]!.slice(0, 10)).add({ days: 7 }).toString()
    await kim.getByLabel('Vorschläge nahe bei').fill(later)
    await kim.getByRole('button', { name: 'Vorschläge zeigen' }).click()
    await kim.waitForURL(new RegExp(`tag=${later}`))
    await kim.getByLabel('Begründung').fill('Unser Telefon ist gestört.')
    await kim.getByRole('button', { name: 'Weiter zur E-Mail' }).click()
    await kim.getByRole('button', { name: '2 Termine verschieben' }).click()
    await kim.getByText('2 Termine sind verschoben.').waitFor()
    const moved = [(await mailsTo(paula.email, 3))[2]!, (await mailsTo(quirin.email, 2))[1]!]
    for (const mail of moved) expect(mail.text).toContain('Unser Telefon ist gestört.')
    expect(minutesBetween(before!.entry.startsAt, moved[0]!.entry.startsAt)).not.toBe(0)
  },
  90_000,
)
