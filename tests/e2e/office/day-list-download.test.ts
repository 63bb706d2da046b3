import { expect } from 'vitest'
import { DESKTOP, journey } from '../../support/browser/page.ts'
import { readWorkbook } from '../../support/workbook.ts'
import { other, startsOfOneDay } from '../others.ts'
import { signIn } from '../staff-sign-in.ts'

/** A service with one telephone line, which no other journey books. */
const FIRE = 'feuerwehr-brandschutz'
const NAMES = ['=1+1', 'מרים כהן']

journey(
  'the day list can be printed and downloaded as CSV and workbook, only after signing in',
  async ({ visitor }) => {
    const starts = await startsOfOneDay(FIRE, NAMES.length)
    for (const [n, name] of NAMES.entries())
      await other.book({
        items: [{ serviceId: FIRE }],
        startsAt: starts[n]!,
        contact: { name, email: 'erika@beispiel.example', phone: '03461 445300' },
      })
    // Downloads work without JavaScript.
    const { page } = await visitor({ viewport: DESKTOP, javaScriptEnabled: false })
    for (const file of ['tagesliste/tagesliste.csv', 'statistik/statistik.xlsx', 'statistik/tage.csv']) {
      const redirect = await page.request.get(`/personal/${file}`, { maxRedirects: 0 })
      expect([redirect.status(), redirect.headers().location]).toEqual([303, '/personal/anmelden'])
    }

    await signIn(page)
    const day = Temporal.Instant.from(starts[0]!).toZonedDateTimeISO('Europe/Berlin').toPlainDate()
    await page.goto(`/personal?tag=${day}&wo=amt.feuerwehr`)
    await page.getByRole('link', { name: 'Tagesliste' }).click()
    const sheet = page.getByRole('region', { name: /^Telefon Feuerwehr/ })
    for (const name of NAMES) await sheet.getByRole('rowheader', { name }).waitFor()
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    expect(await page.locator('header, nav, footer, h1, .kern-btn').filter({ visible: true }).count()).toBe(0)
    const [ink, paper] = await sheet.evaluate((node) => [
      getComputedStyle(node).color,
      getComputedStyle(document.body).backgroundColor,
    ])
    expect(ink).toBe('rgb(0, 0, 0)')
    expect(paper).toBe('rgb(255, 255, 255)')
    await page.emulateMedia({ media: 'screen' })

    const save = async (link: string) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: link }).click(),
      ])
      const chunks = await Array.fromAsync(await download.createReadStream())
      return { name: download.suggestedFilename(), content: Buffer.concat(chunks) }
    }
    const csv = await save('CSV-Datei')
    expect(csv.name).toBe(`tagesliste-${day}-feuerwehr.csv`)
    expect(csv.content.toString()).toContain(";'=1+1;")
    const xlsx = await save('Excel-Datei')
    expect(xlsx.name).toBe(`tagesliste-${day}-feuerwehr.xlsx`)
    const [list] = readWorkbook(xlsx.content)
    const cells = list!.rows.flat().filter((cell) => NAMES.includes(String(cell?.value)))
    expect(cells.map((cell) => cell?.type)).toEqual(['text', 'text'])

    await page.goto(`/personal/statistik?von=${day}&bis=${day}`)
    const figures = await save('Alle Tabellen als Excel-Datei')
    expect(figures.name).toBe(`statistik-${day}-bis-${day}.xlsx`)
    expect(readWorkbook(figures.content).map(({ name }) => name)).toEqual([
      'Gesamt',
      'Termine je Tag',
      'Wie gebucht wurde',
      'Nach Anliegen',
      'Nach Platz',
    ])
  },
)
