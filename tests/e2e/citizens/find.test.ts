import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { journey, openLive } from '../../support/browser/page.ts'

const field = (page: Page) => page.getByRole('searchbox', { name: 'Anliegen suchen' })
const suggestions = (page: Page) => page.getByRole('group', { name: 'Vorschläge' }).getByRole('link')
const addressesOf = (links: ReturnType<typeof suggestions>) =>
  links.evaluateAll((each) => each.map((link) => link.getAttribute('href')))

journey('suggestions appear while typing, without moving the page', async ({ visitor }) => {
  const erika = await visitor()
  const { page } = erika
  await openLive(erika, '/')
  const place = () => page.getByRole('heading', { name: 'Häufig gewünscht' }).boundingBox()
  const before = await place()
  await field(page).pressSequentially('fürungszeugn')
  await suggestions(page).first().waitFor()
  expect(await place()).toEqual(before)
  await page
    .getByRole('status')
    .filter({ hasText: /Vorschl/ })
    .first()
    .waitFor({ state: 'attached' })

  // Arrow keys move into the list; Escape moves back and keeps the text.
  await page.keyboard.press('ArrowDown')
  const first = suggestions(page).first()
  expect(await first.evaluate((link) => link === document.activeElement)).toBe(true)
  await page.keyboard.press('Escape')
  expect(await suggestions(page).count()).toBe(0)
  expect(await field(page).evaluate((input) => input === document.activeElement)).toBe(true)
  expect(await field(page).inputValue()).toBe('fürungszeugn')
  await page.keyboard.type('i')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Führungszeugnis beantragen' }).waitFor()
})

journey('search results have the order of the suggestions, also without JavaScript', async ({ visitor }) => {
  const erika = await visitor()
  const hans = await visitor({ javaScriptEnabled: false })
  await openLive(erika, '/')
  for (const search of ['ausweis', 'behindertenparkplatz', 'umzug']) {
    await field(erika.page).fill(search)
    await suggestions(erika.page).first().waitFor()
    const suggested = await addressesOf(suggestions(erika.page))
    await hans.page.goto(`/?suche=${search}`)
    const results = hans.page.getByRole('region', { name: /^Ergebnisse/ }).getByRole('listitem')
    const titles = await results.locator('strong, h3').allTextContents()
    const names = await suggestions(erika.page).locator('strong').allTextContents()
    expect(suggested.length, search).toBeGreaterThan(1)
    expect(
      titles.filter((title) => names.includes(title)),
      search,
    ).toEqual(names)
  }
})

journey('a search for a service of another authority shows a referral', async ({ visitor }) => {
  const { page } = await visitor()
  await page.goto('/?suche=alten lappen umtauschen')
  const answer = page.getByRole('article').first()
  await answer.getByText('Straßenverkehrsamt').waitFor()
  await answer.getByRole('link', { name: '03461 40-0' }).waitFor()

  await page.goto('/?suche=xyzzy')
  await page.getByText('Dazu haben wir nichts gefunden.').waitFor()
  for (const other of ['Häufig gewünscht', 'Alle Themen'])
    await page.getByRole('heading', { name: other }).waitFor()
  await page.getByRole('main').getByRole('link', { name: '03461 445-0' }).waitFor()
})

journey('a service has a canonical URL in the sitemap, with structured data', async ({ visitor }) => {
  const { page } = await visitor()
  const robots = await (await page.request.get('/robots.txt')).text()
  const sitemap = /^Sitemap: (.+)$/m.exec(robots)![1]!
  const listed = await (await page.request.get(new URL(sitemap).pathname)).text()
  const addresses = [...listed.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => new URL(address!))
  // Three languages of the start page, 19 topics, 64 services and 23 referrals.
  expect(addresses).toHaveLength(3 * (1 + 19 + 64 + 23))
  expect(new Set(addresses.map(({ origin }) => origin))).toEqual(new Set([new URL(sitemap).origin]))

  const address = addresses.find(
    ({ pathname }) => pathname === '/en/dienstleistung/personalausweis-beantragen',
  )!
  await page.goto(address.pathname)
  expect(await page.locator('link[rel=canonical]').getAttribute('href')).toBe(address.href)
  expect(await page.title()).toMatch(/^Apply for an identity card/)
  const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent())!)
  expect(data).toMatchObject({
    '@type': 'GovernmentService',
    url: address.href,
    inLanguage: 'en',
    areaServed: { name: 'Merseburg' },
    availableChannel: [{ serviceUrl: address.href, servicePhone: { telephone: '+49 3461 445-0' } }],
  })
  expect(data.offers[0]).toMatchObject({ '@type': 'Offer', price: 46, priceCurrency: 'EUR' })

  for (const { pathname } of addresses.filter((_, index) => index % 40 === 0))
    expect((await page.request.get(pathname)).status(), pathname).toBe(200)
})
