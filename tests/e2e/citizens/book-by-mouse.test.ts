import { expect } from 'vitest'
import { journey } from '../../support/browser/page.ts'
import { mailsTo, newAddress } from '../mailbox.ts'
import { clock, dateInWords } from '../format-time.ts'

journey(
  'an appointment can be booked on a phone by touch, and moved and cancelled by the link in the mail',
  async ({ visitor }) => {
    const { page } = await visitor()
    const email = newAddress('erika')
    let taps = 0
    const tap = async (name: string | RegExp, role: 'button' | 'link' | 'checkbox' = 'button') => {
      taps++
      await page.getByRole(role, { name }).first().click()
    }

    await page.goto('/')
    await page.getByRole('searchbox').fill('perso verlängern')
    await tap('Suchen')
    await tap(/^Personalausweis beantragen/, 'link')
    await page.getByRole('heading', { level: 1, name: 'Personalausweis beantragen' }).waitFor()
    await page.getByText('Digitales Passbild').waitFor()
    await tap('Freie Termine zeigen')

    const earliest = page.locator('button[name=start]').first()
    const chosen = (await earliest.getAttribute('value'))!
    const time = `${dateInWords(chosen)}, ${clock(chosen)} Uhr`
    taps++
    await earliest.click()

    await page.getByText(time).waitFor()
    await page.getByLabel('Vor- und Nachname').fill('Erika Beispiel')
    await page.getByLabel('E-Mail-Adresse').fill(email)
    await tap(/Hinweise zum Datenschutz gelesen/, 'checkbox')
    await tap('Weiter zur Prüfung')

    await page.getByRole('heading', { name: 'Stimmt alles?' }).waitFor()
    await page.getByText(time).waitFor()
    await page.getByText(email).waitFor()
    await tap('Termin verbindlich buchen')

    await page.getByRole('heading', { name: 'Ihr Termin ist gebucht' }).waitFor()
    await page.getByText(`Bitte kommen Sie am ${dateInWords(chosen)} um ${clock(chosen)} Uhr.`).waitFor()
    expect(taps).toBeLessThanOrEqual(7)
    const reference = await page.locator('.reference strong').innerText()

    const [confirmation] = await mailsTo(email, 1)
    expect(confirmation!.subject).toContain(clock(chosen))
    for (const content of [confirmation!.text, confirmation!.html]) {
      expect(content).toContain(reference)
      expect(content).toContain(dateInWords(chosen))
      expect(content).toContain(clock(chosen))
      expect(content).toContain('Digitales Passbild')
    }
    expect(confirmation!.entry).toMatchObject({
      methods: ['REQUEST', 'REQUEST'],
      sequence: 0,
      startsAt: new Date(chosen).toISOString(),
    })

    await page.goto(confirmation!.link!)
    await page.getByText(time).waitFor()
    await tap('Verschieben', 'link')
    const another = page.locator('button[name=start]:enabled').nth(1)
    const moved = (await another.getAttribute('value'))!
    expect(moved).not.toBe(chosen)
    await another.click()
    await page.getByText('Ihr Termin ist verschoben.').waitFor()
    await page.getByText(`${dateInWords(moved)}, ${clock(moved)} Uhr`).waitFor()

    const second = (await mailsTo(email, 2))[1]!
    expect(second.text).toContain(clock(moved))
    expect(second.entry).toMatchObject({
      methods: ['REQUEST', 'REQUEST'],
      uid: confirmation!.entry.uid,
      sequence: 1,
      startsAt: new Date(moved).toISOString(),
    })

    await tap('Absagen', 'link')
    await page.getByLabel('Warum sagen Sie ab?').fill('Ich bin verreist.')
    await tap('Ja, Termin absagen')
    await page.getByText('Ihr Termin ist abgesagt.').waitFor()
    expect(await page.getByRole('link', { name: 'Verschieben' }).count()).toBe(0)

    const third = (await mailsTo(email, 3))[2]!
    expect(third.entry).toMatchObject({
      methods: ['CANCEL', 'CANCEL'],
      uid: confirmation!.entry.uid,
      sequence: 2,
    })

    // The confirmation page, opened again, shows that the appointment is cancelled.
    await page.goto('/termin/buchen/fertig')
    await page.getByText('Ihr Termin ist abgesagt.').waitFor()
  },
)
