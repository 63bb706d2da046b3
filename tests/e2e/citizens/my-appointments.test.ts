import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { journey, journeyWithWorker, type Visitor, workerIsReady } from '../../support/browser/page.ts'
import { mailsTo, newAddress } from '../mailbox.ts'
import { other } from '../others.ts'
import { bookIt, giveDetails, reserveTime } from '../steps.ts'

const TAXES = 'grundsteuer'
const NO_NETWORK = [/ERR_/]

interface Booked {
  email: string
  reference: string
  token: string
}

/** Ends on the confirmation page. */
async function bookTaxes(page: Page): Promise<Booked> {
  const email = newAddress('tina')
  await reserveTime(page, TAXES)
  await giveDetails(page, { name: 'Tina Termin', email, phone: '03461 445300' })
  await bookIt(page)
  const link = await page.getByRole('link', { name: 'Termin verschieben oder absagen' }).getAttribute('href')
  return {
    email,
    reference: await page.locator('.reference strong').innerText(),
    token: new URL(link!).pathname.split('/').at(-1)!,
  }
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** Closes the app and opens it again. */
async function reopen(visitor: Visitor, path: string): Promise<Page> {
  await visitor.page.close()
  visitor.page = await visitor.context.newPage()
  await visitor.page.goto(path)
  return visitor.page
}

async function cancelOffline(page: Page): Promise<void> {
  await button(page, 'Absagen').click()
  await page.getByText('Bis dahin ist der Termin nicht abgesagt.').waitFor()
  await button(page, 'Ja, Termin absagen').click()
  await page.getByRole('heading', { name: 'Noch nicht abgesagt' }).waitFor()
}

journeyWithWorker(
  'offline, documents and QR code are available, and a cancellation is queued until the network is back',
  async ({ visitor }) => {
    const tina = await visitor({ expected: NO_NETWORK })
    let { page } = tina
    const { email, reference, token } = await bookTaxes(page)
    await page.getByText('Auf diesem Gerät gemerkt.').waitFor()
    await page.getByRole('checkbox').first().check()
    await workerIsReady(page)
    await mailsTo(email, 1)

    await tina.context.setOffline(true)
    page = await reopen(tina, `/termin/${token}`)
    await page.getByRole('heading', { name: 'Keine Internetverbindung' }).waitFor()
    await page.getByRole('main').getByRole('link', { name: 'Meine Termine' }).click()
    await page.getByText(reference).waitFor()
    expect(await page.getByRole('checkbox').first().isChecked()).toBe(true)
    await page.getByText('QR-Code zeigen').click()
    await page.getByRole('img', { name: /^QR-Code/ }).waitFor()
    await page.getByText('Zum Verschieben brauchen Sie Internet.').waitFor()

    await cancelOffline(page)
    await button(page, 'Doch nicht absagen').click()
    await button(page, 'Absagen').waitFor()
    await cancelOffline(page)
    page = await reopen(tina, '/meine-termine')
    await page.getByRole('heading', { name: 'Noch nicht abgesagt' }).waitFor()

    // Two windows get the event `online` at the same time, but only one may send the cancellation.
    const second = await tina.context.newPage()
    await second.goto('/')
    await second.getByRole('link', { name: 'Meine Termine' }).first().waitFor()
    await tina.context.setOffline(false)
    await page.getByRole('heading', { name: 'Abgesagt', exact: true }).waitFor()
    await page.getByText('Das Rathaus hat Ihre Absage bekommen.').waitFor()
    expect((await mailsTo(email, 2)).map(({ entry }) => entry.methods[0])).toEqual(['REQUEST', 'CANCEL'])

    page = await reopen(tina, '/meine-termine')
    await page.getByRole('heading', { name: 'Abgesagt', exact: true }).waitFor()
    expect(await mailsTo(email, 2)).toHaveLength(2)
  },
)

journeyWithWorker(
  'a queued cancellation is not sent after the appointment was moved',
  async ({ visitor }) => {
    const tina = await visitor({ expected: NO_NETWORK })
    let { page } = tina
    const { token } = await bookTaxes(page)
    await workerIsReady(page)
    await tina.context.setOffline(true)
    page = await reopen(tina, '/meine-termine')
    await cancelOffline(page)

    const later = (await other.nextSlots([{ serviceId: TAXES }], 20)).at(-1)!
    expect((await other.move({ token, startsAt: later.startsAt })).__typename).toBe('UpdatedBooking')
    await tina.context.setOffline(false)
    await page
      .getByRole('heading', { name: /^Nicht abgesagt: Der Termin hat jetzt eine andere Zeit/ })
      .waitFor()
    expect(await other.booking(token)).toMatchObject({ status: 'CONFIRMED' })

    await button(page, 'Verstanden').click()
    await button(page, 'Absagen').click()
    await button(page, 'Ja, Termin absagen').click()
    await page.getByText('Das Rathaus hat Ihre Absage bekommen.').waitFor()
    expect(await other.booking(token)).toMatchObject({ status: 'CANCELLED' })
  },
)

journey(
  'a removed appointment leaves no data on the device, and can be opened again by its link',
  async ({ visitor }) => {
    const { page } = await visitor()
    const { email, reference } = await bookTaxes(page)
    const forgotten = page.waitForResponse(/vergessen/)
    await button(page, 'Von diesem Gerät entfernen').click()
    await page.getByText('Von diesem Gerät entfernt.', { exact: true }).waitFor()
    await forgotten
    await page.reload()
    await page.getByRole('heading', { name: 'Dieser Termin ist hier nicht mehr geöffnet' }).waitFor()
    await page.goto('/meine-termine')
    await page.getByText('Auf diesem Gerät ist kein Termin gemerkt.').waitFor()
    expect(await page.evaluate(() => localStorage.length)).toBe(0)

    // On another device, without JavaScript: requests the link by reference and e-mail address.
    const { page: elsewhere } = await visitor({ javaScriptEnabled: false, expected: [/status of 400/] })
    await elsewhere.goto('/termin/oeffnen')
    await elsewhere.getByLabel('Terminnummer').fill('1234')
    await button(elsewhere, 'Link schicken').click()
    await elsewhere.getByRole('heading', { name: 'Bitte prüfen Sie 2 Angaben' }).waitFor()
    await elsewhere.getByLabel('Terminnummer').fill(reference.replace('-', ' '))
    await elsewhere.getByLabel('E-Mail-Adresse').fill(email.toUpperCase())
    await button(elsewhere, 'Link schicken').click()
    await elsewhere.getByRole('heading', { name: 'Bitte sehen Sie in Ihr Postfach' }).waitFor()
    const [, mail] = await mailsTo(email, 2)
    expect(mail!.subject).toMatch(/^Der Link zu Ihrem Termin/)
    await elsewhere.goto(mail!.link!)
    await elsewhere.getByText(reference).waitFor()

    // Opened by its link, it can be kept on the device again.
    await page.goto(mail!.link!.replace('/termin/', '/en/termin/'))
    await page.getByRole('button', { name: 'Keep it on this device after all' }).click()
    await page.goto('/en/meine-termine')
    await page.getByText(reference).waitFor()
    await button(page, 'Remove everything from this device').click()
    await button(page, 'Yes, remove').click()
    await page.getByText('This device has forgotten everything.').waitFor()
    expect(await page.evaluate(() => localStorage.length)).toBe(0)
  },
)
