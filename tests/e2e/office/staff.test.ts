import { expect } from 'vitest'
import { DESKTOP, journey } from '../../support/browser/page.ts'
import { mailsTo, newAddress } from '../mailbox.ts'
import { other } from '../others.ts'
import { dayPage, signIn } from '../staff-sign-in.ts'

const items = [{ serviceId: 'gewerbe-anmelden' }]

/** Books the next free time by the API. */
async function booked(name: string) {
  const [slot] = await other.nextSlots(items, 1)
  const email = newAddress('gewerbe')
  const { token } = await other.book({
    items,
    startsAt: slot!.startsAt,
    contact: { name, email, phone: '03461 445300' },
  })
  return { email, token: token!, startsAt: slot!.startsAt }
}

journey(
  'live updates of a day do not disturb typing; a cancellation sends its reason to the citizen',
  async ({ visitor }) => {
    const { page } = await visitor({ viewport: DESKTOP })
    const petra = await booked('Petra Muster')
    const row = (name: string) => page.getByRole('row', { name })
    await signIn(page)
    await page.goto(dayPage(petra.startsAt))
    await row('Petra Muster').getByRole('checkbox').check()
    await page.getByText('Aktualisiert sich von selbst').waitFor()
    await page.getByText('Ausgewählte Termine absagen').click()
    const reason = page.getByLabel('Begründung')
    await reason.fill('Unser Telefon ist gestört.')
    await reason.press('Shift+Home')
    const state = () =>
      page.evaluate(() => {
        const { id, selectionStart, selectionEnd } = document.activeElement as HTMLTextAreaElement
        return { id, selectionStart, selectionEnd }
      })
    const before = await state()
    expect(before).toEqual({ id: 'reason', selectionStart: 0, selectionEnd: 26 })

    // A new booking and a cancellation appear without reloading the page and without losing the input.
    const quentin = await booked('Quentin Muster')
    await row('Quentin Muster').waitFor()
    await other.cancel({ token: quentin.token })
    await row('Quentin Muster').getByText('abgesagt').waitFor()
    expect(await state()).toEqual(before)
    expect(await row('Petra Muster').getByRole('checkbox').isChecked()).toBe(true)
    expect(await reason.inputValue()).toBe('Unser Telefon ist gestört.')

    await page.getByRole('button', { name: /^Absagen/ }).click()
    await page.getByRole('heading', { name: '1 Termin absagen?' }).waitFor()
    await page.getByText('Petra Muster').waitFor()
    await page.getByRole('button', { name: 'Ja, absagen und benachrichtigen' }).click()
    await page.getByText('1 Termin ist abgesagt.').waitFor()
    await row('Petra Muster').getByText('abgesagt').waitFor()

    const cancellation = (await mailsTo(petra.email, 2))[1]!
    for (const content of [cancellation.text, cancellation.html])
      expect(content).toContain('Unser Telefon ist gestört.')
    expect(cancellation.entry).toMatchObject({ methods: ['CANCEL', 'CANCEL'], sequence: 1 })
    const { page: atHome } = await visitor()
    await atHome.goto(`/termin/${petra.token}`)
    await atHome.getByText('Wir mussten diesen Termin leider absagen.').waitFor()
    await atHome.getByText('Grund: Unser Telefon ist gestört.').waitFor()

    await page.getByRole('button', { name: 'Abmelden' }).click()
    await page.getByRole('heading', { name: 'Anmeldung für Mitarbeitende' }).waitFor()
    // Signing in redirects to the requested page.
    await signIn(page, dayPage(petra.startsAt))
    await row('Petra Muster').waitFor()
  },
)
