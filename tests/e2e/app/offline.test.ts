import pg from 'pg'
import type { Page } from 'playwright-core'
import { expect, inject, onTestFinished } from 'vitest'
import { journeyWithWorker, openWithWorker, type Visitor } from '../../support/browser/page.ts'
import { openNetworkProxy } from '../network-proxy.ts'
import { signIn } from '../staff-sign-in.ts'
import { reserveTime } from '../steps.ts'

const NO_NETWORK = [/ERR_/]

/** Opens the start page and waits until the catalogue is cached in every language. */
async function visitOnce(visitor: Visitor): Promise<void> {
  await openWithWorker(visitor, '/')
  await visitor.page.waitForFunction(() =>
    ['de', 'en', 'de-simple'].every((language) => sessionStorage.getItem(`catalogue-kept-${language}`)),
  )
}

/** The cached catalogue. */
const cachedCatalogue = (page: Page) =>
  page.evaluate(async () => {
    const cache = await caches.open('catalogue')
    const request = (await cache.keys()).find(({ url }) => {
      const { searchParams } = new URL(url)
      return (
        searchParams.get('operationName') === 'Catalogue' &&
        searchParams.get('variables') === '{"locale":"de"}'
      )
    })
    const { data } = await (await cache.match(request!, { ignoreVary: true }))!.json()
    return data as {
      topics: { id: string; title: string }[]
      services: { slug: string; title: string }[]
      referrals: { id: string; detail: string }[]
    }
  })

/** Navigates within the app, which is faster than a page load for each of a hundred pages. */
const follow = (page: Page, path: string) =>
  page.evaluate((href) => {
    const link = Object.assign(document.createElement('a'), { href })
    document.body.append(link)
    link.click()
    link.remove()
  }, path)

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()

async function startOpens(page: Page): Promise<void> {
  await page.reload()
  await heading(page, 'Welches Anliegen haben Sie?')
}

/** Visits once, goes offline and opens the app again. */
async function visitOnceAndGoOffline(visitor: Visitor): Promise<void> {
  await visitOnce(visitor)
  await visitor.context.setOffline(true)
  await startOpens(visitor.page)
}

/** Opens a URL that was not visited before. */
async function newServiceOpens(page: Page): Promise<void> {
  await page.goto('/dienstleistung/wohngeld')
  await heading(page, /^Wohngeld/)
  await page.getByText('Mietvertrag').first().waitFor()
}

async function bookingShows(page: Page, sentence: string): Promise<void> {
  await page.goto('/termin/zeit?dienst=wohngeld')
  await page.getByText(sentence).waitFor()
  await page.getByRole('main').getByRole('link', { name: '03461 445-0' }).waitFor()
}

/** For a server without an answer, while the browser reports to be online. */
async function catalogueIsReadable(page: Page): Promise<void> {
  await startOpens(page)
  await newServiceOpens(page)
  await bookingShows(page, 'Unsere Seite ist gerade nicht erreichbar.')
}

journeyWithWorker(
  'after one visit the whole catalogue can be read and searched offline',
  async ({ visitor }) => {
    const erika = await visitor({ expected: NO_NETWORK })
    const { page } = erika
    await visitOnceAndGoOffline(erika)
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
    await bookingShows(page, 'Diese Seite braucht das Internet.')
  },
)

journeyWithWorker('the catalogue can be read while the server is down', async ({ visitor }) => {
  const proxy = await openNetworkProxy()
  const erika = await visitor({ baseURL: proxy.url, expected: NO_NETWORK })
  await visitOnce(erika)
  await proxy.shutDown()
  await catalogueIsReadable(erika.page)
})

journeyWithWorker(
  'the catalogue can be read while requests neither fail nor are answered',
  async ({ visitor }) => {
    const proxy = await openNetworkProxy()
    const erika = await visitor({ baseURL: proxy.url, expected: NO_NETWORK })
    await visitOnce(erika)
    proxy.stopAnswering()
    await catalogueIsReadable(erika.page)
  },
)

journeyWithWorker('all topics and services open offline, also in other languages', async ({ visitor }) => {
  const erika = await visitor({ expected: NO_NETWORK })
  const { page } = erika
  await visitOnceAndGoOffline(erika)
  const { topics, services } = await cachedCatalogue(page)
  expect(services.length).toBeGreaterThan(50)
  for (const { id, title } of topics) {
    await follow(page, `/anliegen/${id}`)
    await heading(page, title)
  }
  for (const { slug, title } of services) {
    await follow(page, `/dienstleistung/${slug}`)
    await heading(page, title)
  }
  await page.goto('/en/dienstleistung/wohngeld')
  await page.getByText('You are offline.').waitFor()
  await page.getByRole('heading', { name: 'What to have at hand' }).waitFor()
  await page.goto('/meine-termine')
  await heading(page, 'Meine Termine')
})

/** No other journey books at this department. */
const SERVICE = 'gleichstellung'

journeyWithWorker(
  'a form without an answer shows a message, keeps the input, and can be submitted again',
  async ({ visitor }) => {
    const proxy = await openNetworkProxy()
    const erika = await visitor({ baseURL: proxy.url, expected: [...NO_NETWORK, /status of 400/] })
    const { page } = erika
    await page.clock.install()
    await openWithWorker(erika, '/')
    await reserveTime(page, SERVICE)
    await page.getByLabel('Vor- und Nachname').fill('Erika Beispiel')
    const send = () => page.getByRole('button', { name: 'Weiter zur Prüfung' }).last().click()
    const isKept = async () =>
      expect(await page.getByLabel('Vor- und Nachname').inputValue()).toBe('Erika Beispiel')

    await erika.context.setOffline(true)
    await send()
    await page.getByRole('alert').getByText('Keine Internetverbindung').waitFor()
    await isKept()
    await erika.context.setOffline(false)

    // Requests can be sent, but are never answered.
    proxy.stopAnswering()
    await send()
    await page.clock.fastForward(20_000)
    await page.getByRole('alert').getByText('Wir haben keine Antwort bekommen').waitFor()
    await isKept()

    await proxy.shutDown()
    await send()
    await page.getByRole('alert').getByText('Wir haben keine Antwort bekommen').waitFor()
    await isKept()

    await proxy.restart()
    await send()
    await page.getByText(/Bitte prüfen Sie \d Angaben/).waitFor()
    expect(await page.getByText('Wir haben keine Antwort bekommen').count()).toBe(0)
    await isKept()
  },
)

journeyWithWorker('staff pages stay open offline and show a message', async ({ visitor }) => {
  const clerk = await visitor({ expected: NO_NETWORK })
  const { page } = clerk
  await visitOnce(clerk)
  await signIn(page)
  await clerk.context.setOffline(true)
  // The present page and its focus stay.
  const week = page.getByRole('link', { name: 'Woche', exact: true })
  await week.press('Enter')
  await page.getByRole('alert').getByText('Diese Seite bleibt, wie sie ist.').waitFor()
  await heading(page, /^Termine am/)
  expect(await week.evaluate((link) => link === document.activeElement)).toBe(true)
  await clerk.context.setOffline(false)
  await page.getByRole('alert').waitFor({ state: 'detached' })
  await page.keyboard.press('Enter')
  await heading(page, /^Woche/)
  await clerk.context.setOffline(true)

  await page.getByRole('button', { name: 'Abmelden' }).click()
  await page.getByRole('alert').getByText('Keine Internetverbindung').waitFor()
  // Citizens' pages are available offline.
  await page
    .getByRole('banner')
    .getByRole('link', { name: /Terminklick/ })
    .click()
  await heading(page, 'Welches Anliegen haben Sie?')
  await page.goto('/personal')
  await page.getByText('Diese Seite braucht das Internet.').waitFor()
})

/** No other journey uses this referral. */
const REFERRAL = 'schuelerbefoerderung'

journeyWithWorker('an installed app loads a changed catalogue at its next start', async ({ visitor }) => {
  const erika = await visitor({ expected: NO_NETWORK })
  await visitOnce(erika)
  const database = new pg.Client({ connectionString: inject('product').databaseUrl })
  await database.connect()
  const write = (detail: object) =>
    database.query('UPDATE referral SET detail = $2 WHERE id = $1', [REFERRAL, detail])
  const { rows } = await database.query('SELECT detail FROM referral WHERE id = $1', [REFERRAL])
  onTestFinished(async () => {
    await write(rows[0].detail)
    await database.end()
  })
  await write({ de: 'Ab heute im neuen Haus.' })
  await erika.page.close()

  // A new page stands for a new start of the app.
  await expect
    .poll(async () => {
      const page = await erika.context.newPage()
      await visitOnce({ ...erika, page })
      const { referrals } = await cachedCatalogue(page)
      await page.close()
      return referrals.find(({ id }) => id === REFERRAL)?.detail
    })
    .toBe('Ab heute im neuen Haus.')
})
