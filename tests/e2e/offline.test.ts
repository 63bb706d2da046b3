import type { Page } from 'playwright-core'
import { journey, openLive, type Visitor } from '../support/page.ts'
import { openLine } from './line.ts'

const NO_NETWORK = [/ERR_/]

/** One visit to the start page, until the app has put away what it needs. */
async function visitOnce(visitor: Visitor): Promise<void> {
  await openLive(visitor, '/')
  await visitor.page.waitForFunction(() => sessionStorage.getItem('catalogue-kept-de') !== null)
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()

async function startOpens(page: Page): Promise<void> {
  await page.reload()
  await heading(page, 'Welches Anliegen haben Sie?')
}

/** An address that was never opened before, typed by hand. */
async function newServiceOpens(page: Page): Promise<void> {
  await page.goto('/dienstleistung/wohngeld')
  await heading(page, /^Wohngeld/)
  await page.getByText('Mietvertrag').first().waitFor()
}

async function bookingSaysThat(page: Page, sentence: string): Promise<void> {
  await page.goto('/termin/zeit?dienst=wohngeld')
  await page.getByText(sentence).waitFor()
  await page.getByRole('main').getByRole('link', { name: '03461 445-0' }).waitFor()
}

journey(
  'after one visit the whole catalogue can be read and searched without a network',
  async ({ visitor }) => {
    const erika = await visitor({ expected: NO_NETWORK })
    const { page } = erika
    await visitOnce(erika)
    await erika.context.setOffline(true)
    await startOpens(page)
    await page.getByText('Sie sind gerade ohne Internet.').waitFor()
    await page.getByRole('link', { name: /^Umziehen/ }).click()
    await heading(page, /^Umziehen/)
    await page.getByRole('link', { name: /^Wohnung anmelden/ }).click()
    await page.getByRole('heading', { name: 'Das bringen Sie mit' }).waitFor()
    await newServiceOpens(page)

    await page.goto('/')
    await page.getByRole('searchbox').fill('Reisepas')
    await page
      .getByRole('group', { name: 'Vorschläge' })
      .getByRole('link', { name: /^Reisepass/ })
      .waitFor()
    await page.getByRole('button', { name: 'Suchen' }).click()
    await page.getByRole('link', { name: /^Reisepass beantragen/ }).waitFor()
    await page.goto('/?suche=Führerschein')
    await page.getByRole('article').getByText('Straßenverkehrsamt').waitFor()
    await page.goto('/woanders/fuehrerschein')
    await heading(page, 'Führerschein')
    await bookingSaysThat(page, 'Diese Seite braucht das Internet.')
  },
)

journey('it can be read while the server is gone', async ({ visitor }) => {
  const line = await openLine()
  const erika = await visitor({ baseURL: line.url, expected: NO_NETWORK })
  await visitOnce(erika)
  await line.hangUp()
  await startOpens(erika.page)
  await newServiceOpens(erika.page)
  await bookingSaysThat(erika.page, 'Unsere Seite ist gerade nicht erreichbar.')
})

journey('it can be read in a tunnel, where nothing fails and nothing is answered', async ({ visitor }) => {
  const line = await openLine()
  const erika = await visitor({ baseURL: line.url, expected: NO_NETWORK })
  await visitOnce(erika)
  line.goSilent()
  await startOpens(erika.page)
  await newServiceOpens(erika.page)
  await bookingSaysThat(erika.page, 'Unsere Seite ist gerade nicht erreichbar.')
})
