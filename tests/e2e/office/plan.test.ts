import { expect } from 'vitest'
import { DESKTOP, journey } from '../../support/browser/page.ts'
import { keyboard } from '../keyboard.ts'
import { mailsTo, newAddress } from '../mailbox.ts'
import { other } from '../others.ts'
import { signIn } from '../staff-sign-in.ts'

/** A department with one desk, where no other journey books. */
const items = [{ serviceId: 'wirtschaftsfoerderung' }]
const PLAN = '/personal/planung?amt=wirtschaftsfoerderung'

journey(
  'a planner closes a day by keyboard, sees the affected visits, cancels them by mail, and undoes the closure',
  async ({ visitor }) => {
    const { page } = await visitor({ viewport: DESKTOP, expected: [/status of 400/] })
    const [slot] = await other.nextSlots(items, 1)
    const day = slot!.startsAt.slice(0, 10)
    const email = newAddress('plan')
    const contact = { name: 'Paula Plan', email, phone: '03461 445300' }
    await other.book({ items, startsAt: slot!.startsAt, contact })
    const free = async () => (await other.slots(items, day, day)).length
    expect(await free()).toBeGreaterThan(0)

    await signIn(page)
    await page.goto(PLAN)
    await page.locator('html[data-live]').waitFor({ state: 'attached' })
    const { press, tabTo, follow, arrives } = keyboard(page)
    await follow(page.getByText('Schließung eintragen'))
    await tabTo(page.locator('#closure-reason'))
    await page.keyboard.type('Fortbildung')
    // The only desk is preselected. `fill`, because typing a date depends on the browser's language.
    await tabTo(page.locator('#closure-firstDay'))
    await page.locator('#closure-firstDay').fill(day)
    await press('Enter')

    await arrives('Das würde sich ändern')
    await page.getByText('Betrifft 1 Termin').waitFor()
    await tabTo(page.getByLabel('Was geschieht mit Paula Plan'))
    await page.keyboard.type('Absagen')
    await follow(page.getByRole('button', { name: 'Mail ansehen: Paula Plan' }))
    await page.getByText('Wir müssen Ihren Termin absagen').first().waitFor()
    await page.waitForFunction(() => document.activeElement?.matches('.mail'))
    expect(await page.getByLabel('Was geschieht mit Paula Plan').inputValue()).toBe('CANCEL')

    // A cancellation requires a reason for the mail.
    const apply = page.getByRole('button', { name: 'Plan so ändern' })
    await follow(apply)
    await page.locator('.error-summary').waitFor()
    await follow(page.locator('.error-summary a'))
    await page.keyboard.type('Wir bilden uns an diesem Tag fort.')
    await follow(apply)
    await arrives('Der Plan ist geändert.')
    await page.getByText('1 Termin abgesagt.').first().waitFor()
    expect(await free()).toBe(0)
    const mail = (await mailsTo(email, 2))[1]!
    expect(mail.text).toContain('Wir bilden uns an diesem Tag fort.')

    await follow(page.getByRole('button', { name: /^Rückgängig machen/ }).first())
    await arrives('Das würde sich ändern')
    // The page explains that undoing does not restore cancelled appointments.
    await page.getByText('Abgesagte und verschobene Termine bleiben, wie sie sind').waitFor()
    await follow(apply)
    await arrives('Der Plan ist geändert.')
    await page.getByText('Abgesagte und verschobene Termine bleiben').waitFor()
    expect(await free()).toBeGreaterThan(0)
  },
)
