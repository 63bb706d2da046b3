import { Parser } from 'htmlparser2'
import { simpleParser, type AddressObject } from 'mailparser'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { journey } from '../../support/browser/page.ts'
import { mailsTo, newAddress } from '../mailbox.ts'
import { other } from '../others.ts'
import { dayPage, signIn } from '../staff-sign-in.ts'
import { bookIt, giveDetails, reserveTime } from '../steps.ts'

const PLOT = 'bauauskunft'
/** Markup, quotes, the end of an attribute, a right-to-left mark and an emoji. */
const NAME = `Erika <img src=x onerror="alert(1)"> "O'Neil"; \u200Fשלום \u{1F642}`
const REMARK = `Erste Zeile
END:VEVENT
BEGIN:VEVENT
SUMMARY:Gratis
Bcc: alle@beispiel.example
</textarea><script>alert(2)</script>`

/** The text is shown unchanged, and not interpreted as markup. */
async function staysText(page: Page, text: string): Promise<void> {
  const shown = page.getByText(text, { exact: false }).first()
  await shown.waitFor({ state: 'attached' })
  expect(await shown.textContent()).toContain(text)
  expect(await page.locator('img[src=x], main script').count()).toBe(0)
}

journey(
  'typed text is never interpreted as markup, mail header or iCalendar property',
  async ({ visitor }) => {
    const { page } = await visitor()
    const email = newAddress('erika')
    const start = await reserveTime(page, PLOT)
    await giveDetails(page, { name: NAME, email, phone: '03461 445300', remark: REMARK })
    await staysText(page, NAME)
    await staysText(page, REMARK)

    // The form shows the typed values again.
    await page.getByRole('link', { name: /^Ändern.*Nachname/ }).click()
    await expect.poll(() => page.getByLabel('Vor- und Nachname').inputValue()).toBe(NAME)
    expect(await page.getByLabel('Möchten Sie uns etwas mitteilen?').inputValue()).toBe(REMARK)
    await page.reload()
    expect(await page.getByLabel('Vor- und Nachname').inputValue()).toBe(NAME)
    await page.getByRole('button', { name: 'Weiter zur Prüfung' }).last().click()
    await page.getByRole('heading', { name: 'Stimmt alles?' }).waitFor()
    await bookIt(page)

    const [mail] = await mailsTo(email, 1)
    const to = (await simpleParser(mail!.raw)).to as AddressObject
    expect(to.value.map((each) => each.address)).toEqual([email])
    expect(to.value[0]!.name).toBe(NAME)
    expect(mail!.raw.split('\r\n\r\n', 1)[0]).not.toMatch(/^Bcc:/im)
    expect(mail!.text).toContain(NAME)
    expect(elementsIn(mail!.html)).not.toContain('script')
    expect(elementsIn(mail!.html).filter((each) => each === 'img[src=x]')).toEqual([])
    expect(mail!.html).toContain('&lt;img src=x')
    expect(mail!.entry.events).toBe(1)
    expect(mail!.entry.text.match(/^BEGIN:VEVENT/gm)).toHaveLength(1)
    expect(mail!.entry.text).not.toMatch(/^SUMMARY:Gratis/m)

    await page.goto(mail!.link!)
    await page.getByRole('heading', { level: 1, name: 'Ihr Termin' }).waitFor()
    await page.goto(`${mail!.link!}/absagen`)
    await page.getByLabel('Warum sagen Sie ab?').waitFor()

    const { page: desk } = await visitor()
    await signIn(desk)
    await desk.goto(dayPage(start))
    await staysText(desk, NAME)
    await desk.getByRole('row', { name: NAME }).getByRole('checkbox').check()
    await desk.getByText('Ausgewählte Termine absagen').click()
    await desk.getByLabel('Begründung').fill(REMARK)
    await desk.getByRole('button', { name: /^Absagen/ }).click()
    await desk.getByRole('heading', { name: '1 Termin absagen?' }).waitFor()
    await staysText(desk, NAME)
    await staysText(desk, REMARK)
    await desk.getByRole('button', { name: 'Ja, absagen und benachrichtigen' }).click()
    await desk.getByText('1 Termin ist abgesagt.').waitFor()

    await page.goto(mail!.link!)
    await staysText(page, REMARK)
    const cancellation = (await mailsTo(email, 2))[1]!
    expect(elementsIn(cancellation.html)).not.toContain('script')
    expect(cancellation.html).toContain('&lt;script')
    expect(cancellation.raw.split('\r\n\r\n', 1)[0]).not.toMatch(/^Bcc:/im)
    expect(cancellation.entry).toMatchObject({ events: 1, methods: ['CANCEL', 'CANCEL'] })
  },
)

journey('the API rejects a name with line breaks, which cannot be typed on a page', async () => {
  const [slot] = await other.nextSlots([{ serviceId: PLOT }], 1)
  const name = 'Erika\r\nBcc: alle@beispiel.example'
  const { __typename, fields } = await other.book({
    items: [{ serviceId: PLOT }],
    startsAt: slot!.startsAt,
    contact: { name, email: newAddress('erika'), phone: '03461 445300' },
  })
  expect({ __typename, fields: fields?.map(({ field }) => field) }).toEqual({
    __typename: 'InvalidInputError',
    fields: ['contact.name'],
  })
})

/** The HTML elements that a mail program would create; images with their source. */
function elementsIn(html: string): string[] {
  const names: string[] = []
  const parser = new Parser({
    onopentag: (name, { src }) => void names.push(name === 'img' ? `img[src=${src}]` : name),
  })
  parser.end(html)
  return names
}
