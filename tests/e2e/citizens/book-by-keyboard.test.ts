import { expect } from 'vitest'
import { DESKTOP, journey, openLive } from '../../support/browser/page.ts'
import { keyboard } from '../keyboard.ts'
import { mailsTo, newAddress } from '../mailbox.ts'
import { clock, dateInWords } from '../format-time.ts'

journey(
  'a telephone appointment can be booked, moved and cancelled by keyboard; the focus is always visible and follows the content',
  async ({ visitor }) => {
    const otto = await visitor({ viewport: DESKTOP, expected: [/status of 400/] })
    const { page } = otto
    const { press, tabTo, follow, type, arrives } = keyboard(page)
    const email = newAddress('otto')

    await openLive(otto, '/')
    await follow(page.getByRole('link', { name: 'Zum Inhalt springen' }))
    await tabTo(page.getByRole('searchbox'))
    await page.keyboard.type('Zuschuss zur Miete')
    await press('Enter')
    await arrives(/^Ergebnisse/)
    await follow(page.getByRole('link', { name: /^Wohngeld/ }))
    await arrives(/^Wohngeld/)
    await follow(page.getByRole('button', { name: 'Freie Termine zeigen' }))
    await arrives('Wann passt es Ihnen?')

    // Chooses another day, then a time with the arrow keys.
    await follow(page.getByRole('navigation', { name: /Tage/ }).getByRole('link').nth(1))
    await page.waitForURL(/tag=/)
    await arrives(/^Zeiten am/)
    await tabTo(page.getByRole('radio'))
    await press('ArrowDown')
    const chosen = await page.getByRole('radio', { checked: true }).inputValue()
    await follow(page.getByRole('button', { name: 'Zeit reservieren und weiter' }))
    await arrives('Ihre Angaben')
    await page.getByText(`${dateInWords(chosen)}, ${clock(chosen)} Uhr`).waitFor()

    // Without the telephone number the error summary gets the focus and links to the field.
    await type('Vor- und Nachname', 'Otto Beispiel')
    await type('E-Mail-Adresse', email)
    await tabTo(page.getByRole('checkbox'))
    await press('Space')
    await follow(page.getByRole('button', { name: 'Weiter zur Prüfung' }).last())
    await arrives('Bitte prüfen Sie eine Angabe')
    await follow(page.getByRole('link', { name: /Nummer/ }))
    await page.keyboard.type('03461 445300')
    await press('Enter')

    await arrives('Stimmt alles?')
    await page.getByText('03461 445300').waitFor()
    await follow(page.getByRole('button', { name: 'Termin verbindlich buchen' }))
    await arrives('Ihr Termin ist gebucht')
    await page
      .getByText(`Wir rufen Sie am ${dateInWords(chosen)} um ${clock(chosen)} Uhr an, unter`)
      .waitFor()

    const [confirmation] = await mailsTo(email, 1)
    expect(confirmation!.text).toContain('Mietvertrag')
    expect(confirmation!.entry.startsAt).toBe(new Date(chosen).toISOString())

    await follow(page.getByRole('link', { name: 'Termin verschieben oder absagen' }))
    await arrives('Ihr Termin')
    await follow(page.getByRole('link', { name: 'Verschieben' }))
    await arrives('Termin verschieben')
    await follow(page.locator('button[name=start]:enabled'))
    await arrives(/^Ihr Termin ist verschoben/)
    await follow(page.getByRole('link', { name: 'Absagen' }))
    await arrives('Termin absagen?')
    await follow(page.getByRole('button', { name: 'Ja, Termin absagen' }))
    await arrives(/^Ihr Termin ist abgesagt/)
    const entries = (await mailsTo(email, 3)).map(({ entry }) => entry)
    expect(entries.map(({ methods, sequence }) => [methods[1], sequence])).toEqual([
      ['REQUEST', 0],
      ['REQUEST', 1],
      ['CANCEL', 2],
    ])
  },
)
