import pg from 'pg'
import type { Page } from 'playwright-core'
import { expect, inject, onTestFinished } from 'vitest'
import { journey, openLive, type Visitor } from '../support/page.ts'
import { openLine } from './line.ts'
import { signIn } from './staff-sign-in.ts'
import { reserveTime } from './steps.ts'

const NO_NETWORK = [/ERR_/]

/** One visit to the start page, until the app has put away what it needs, in every language. */
async function visitOnce(visitor: Visitor): Promise<void> {
  await openLive(visitor, '/')
  await visitor.page.waitForFunction(() =>
    ['de', 'en', 'de-simple'].every((language) => sessionStorage.getItem(`catalogue-kept-${language}`)),
  )
}

/** What the device has kept of the catalogue, straight from its cache. */
const keptCatalogue = (page: Page) =>
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

/** Follows a link within the app: faster than to start it anew for each of a hundred pages. */
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

/** After one visit the network goes, and the app is opened again. */
async function visitOnceAndGoOffline(visitor: Visitor): Promise<void> {
  await visitOnce(visitor)
  await visitor.context.setOffline(true)
  await startOpens(visitor.page)
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

/** Though the town hall does not answer, and the device does not know it. */
async function allCanBeRead(page: Page): Promise<void> {
  await startOpens(page)
  await newServiceOpens(page)
  await bookingSaysThat(page, 'Unsere Seite ist gerade nicht erreichbar.')
}

journey(
  'after one visit the whole catalogue can be read and searched without a network',
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
    await bookingSaysThat(page, 'Diese Seite braucht das Internet.')
  },
)

journey('it can be read while the server is gone', async ({ visitor }) => {
  const line = await openLine()
  const erika = await visitor({ baseURL: line.url, expected: NO_NETWORK })
  await visitOnce(erika)
  await line.hangUp()
  await allCanBeRead(erika.page)
})

journey('it can be read in a tunnel, where nothing fails and nothing is answered', async ({ visitor }) => {
  const line = await openLine()
  const erika = await visitor({ baseURL: line.url, expected: NO_NETWORK })
  await visitOnce(erika)
  line.goSilent()
  await allCanBeRead(erika.page)
})

journey(
  'every topic and every service opens without a network, and other languages too',
  async ({ visitor }) => {
    const erika = await visitor({ expected: NO_NETWORK })
    const { page } = erika
    await visitOnceAndGoOffline(erika)
    const { topics, services } = await keptCatalogue(page)
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
  },
)

/** One department alone serves this. */
const SERVICE = 'gleichstellung'

journey(
  'a form that gets no answer says so, keeps what was typed, and can be sent later',
  async ({ visitor }) => {
    const line = await openLine()
    const erika = await visitor({ baseURL: line.url, expected: [...NO_NETWORK, /status of 400/] })
    const { page } = erika
    await page.clock.install()
    await openLive(erika, '/')
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

    // In a tunnel, everything can be sent.
    line.goSilent()
    await send()
    await page.clock.fastForward(20_000)
    await page.getByRole('alert').getByText('Wir haben keine Antwort bekommen').waitFor()
    await isKept()

    await line.hangUp()
    await send()
    await page.getByRole('alert').getByText('Wir haben keine Antwort bekommen').waitFor()
    await isKept()

    await line.pickUp()
    await send()
    await page.getByText(/Bitte prüfen Sie \d Angaben/).waitFor()
    expect(await page.getByText('Wir haben keine Antwort bekommen').count()).toBe(0)
    await isKept()
  },
)

journey('staff without a network are told so as well', async ({ visitor }) => {
  const clerk = await visitor({ expected: NO_NETWORK })
  const { page } = clerk
  await visitOnce(clerk)
  await signIn(page)
  await clerk.context.setOffline(true)
  // The day that is there stays, and so does the place in it.
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
  // What citizens read is there also without a network.
  await page
    .getByRole('banner')
    .getByRole('link', { name: /Terminklick/ })
    .click()
  await heading(page, 'Welches Anliegen haben Sie?')
  await page.goto('/personal')
  await page.getByText('Diese Seite braucht das Internet.').waitFor()
})

/** Nobody else looks for it. */
const REFERRAL = 'schuelerbefoerderung'

journey('an installed app hears of a changed catalogue at its next start', async ({ visitor }) => {
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

  // A new window is a new start.
  await expect
    .poll(async () => {
      const page = await erika.context.newPage()
      await visitOnce({ ...erika, page })
      const { referrals } = await keptCatalogue(page)
      await page.close()
      return referrals.find(({ id }) => id === REFERRAL)?.detail
    })
    .toBe('Ab heute im neuen Haus.')
})
