import { expect } from 'vitest'
import { DESKTOP, journeyWithWorker, openWithWorker } from '../../support/browser/page.ts'
import { signIn } from '../staff-sign-in.ts'

/** No other journey uses its summary. */
const SERVICE = { path: '/dienstleistung/archiv-anfrage', id: 'archiv-anfrage' }
const NEW = 'Wir suchen für Sie in alten Büchern.'

journeyWithWorker(
  'an editor changes, previews and publishes a text; citizens see it, also in installed apps',
  async ({ visitor }) => {
    const erika = await visitor({ expected: [/ERR_/] })
    await openWithWorker(erika, SERVICE.path)
    const { page } = await visitor({ viewport: DESKTOP })
    await signIn(page)
    await page.goto('/personal/katalog?suche=archiv')
    await page.locator(`main a[href$="/${SERVICE.id}"]`).click()
    const summary = page.locator('[name="summary.de"]')
    const before = await summary.inputValue()
    await summary.fill(NEW)
    // Saving by keyboard shows a message beside the button, which keeps the focus.
    const save = page.getByRole('button', { name: 'Speichern', exact: true })
    await save.press('Enter')
    await page.locator('.saved').waitFor()
    await expect.poll(() => save.evaluate((button) => button === document.activeElement)).toBe(true)
    await page.getByRole('button', { name: 'Speichern und ansehen' }).click()
    const preview = page.locator('.preview')
    await preview.getByText(NEW).waitFor()
    await preview.getByRole('heading', { name: 'Termin buchen' }).waitFor()

    await erika.page.reload()
    await erika.page.getByText(before).waitFor()
    await page.getByRole('button', { name: 'Jetzt veröffentlichen' }).click()
    await page.getByRole('status').getByText('Veröffentlicht.').waitFor()
    await erika.page.reload()
    await erika.page.getByText(NEW).waitFor()

    // A new page stands for a new start of the app.
    await erika.page.close()
    const app = await erika.context.newPage()
    await openWithWorker({ ...erika, page: app }, '/')
    await app.waitForFunction(() => sessionStorage.getItem('catalogue-kept-de'))
    await erika.context.setOffline(true)
    await app.goto(SERVICE.path)
    await app.getByText(NEW).waitFor()

    await page.getByRole('link', { name: 'Verlauf' }).click()
    await page.getByRole('cell', { name: NEW }).waitFor()
    await page.getByRole('button', { name: /^Wiederherstellen/ }).click()
    await preview.getByText(before).waitFor()
    await page.getByRole('button', { name: 'Jetzt veröffentlichen' }).click()
    await page.getByRole('status').getByText('Veröffentlicht.').waitFor()
    await page.goto(SERVICE.path)
    expect(await page.getByText(before).count()).toBe(1)
  },
)
