import { fileURLToPath } from 'node:url'
import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Town } from '../../support/town.ts'
import { type Visitor, type VisitorOptions, workerIsReady } from '../../support/browser/page.ts'
import { newAddress } from '../mailbox.ts'
import { bookOut, otherAt } from '../others.ts'
import { dayPage } from '../staff-sign-in.ts'
import { findingsOn } from './look.ts'
import { routeOf, routes } from './routes.ts'
import { GERMAN, type Speech } from './speech.ts'

export interface Tour {
  visitor(options?: VisitorOptions): Promise<Visitor>
  town: Town
  speech: Speech
  /** A service by telephone that no other journey books. */
  telephone: string
  /**
   * Only the initial state of every page, errors and taken times; not further states, which have the same layout. Pages
   * are opened by links within one document; otherwise each page is loaded as a document.
   */
  brief?: boolean
}

/** A service at a desk of the office. */
const ON_SITE = 'reisepass-beantragen'

/** The static error page. */
const BROKEN = fileURLToPath(new URL('../../../web/src/error.html', import.meta.url))

/** A timeout that is sufficient for all pages on a slow machine. */
export const TOUR_MS = 400_000

/**
 * Visits every page of the app in its states, in one language, and checks the accessibility of each.
 * @throws AssertionError with all findings and all routes that were not visited
 */
export async function tour({ visitor, town, speech, telephone, brief = false }: Tour): Promise<void> {
  const { prefix, name, say } = speech
  const options: VisitorOptions = {
    baseURL: town.baseUrl,
    reducedMotion: 'reduce',
    expected: [/status of 40[01349]/, /ERR_(FAILED|INTERNET_DISCONNECTED)/],
  }
  let { page, context } = await visitor(options)
  const other = otherAt(town.baseUrl)
  const visited = new Set<string | undefined>()
  let looks = 0
  const see = async (state: string) => {
    await expect
      .poll(() => page.evaluate(lostFocus), { message: `focus: ${state}`, timeout: 10_000 })
      .toBe(null)
    const { pathname } = new URL(page.url())
    // Two pages have one URL for all languages, and are in German.
    const inGerman = pathname === '/offline' || pathname.endsWith('/broken')
    visited.add(routeOf(inGerman ? pathname : pathname.slice(prefix.length) || '/'))
    expect.soft(await findingsOn(page, inGerman ? GERMAN : speech, looks++), state).toEqual([])
  }
  const seeToo = async (state: string) => {
    if (!brief) await see(state)
  }
  const open = async (state: string, path: string) => {
    // Links from the offline shell, which is German, would keep its language.
    const isInside = page.url().startsWith(town.baseUrl + prefix)
    if (brief && isInside) await follow(page, prefix + path)
    else await page.goto(prefix + path)
    // Without network the page is rendered in the browser, after the shell.
    await page.locator('h1').first().waitFor()
    await see(state)
  }
  const openToo = async (state: string, path: string) => {
    if (!brief) await open(state, path)
  }
  const arrives = (text: string) => page.getByRole('heading', { name: text, exact: true }).first().waitFor()
  const press = (text: string) =>
    act(page, () => page.getByRole('button', { name: text, exact: true }).last().click())

  await open('start', '/')
  // Suggestions appear only for what is typed after hydration.
  await page.locator('html[data-live]').waitFor({ state: 'attached' })
  await page.getByRole('searchbox').pressSequentially('umzug')
  await page.getByRole('group').getByRole('link').first().waitFor()
  await seeToo('suggestions')
  await open('another authority does that', '/woanders/fuehrerschein')
  await openToo('search with a referral', '/?suche=führerschein')
  await openToo('search without results', '/?suche=xyzzy')
  await open('topic', '/anliegen/umziehen-wohnen')
  await open('service on site', '/dienstleistung/personalausweis-beantragen')
  await openToo('service by telephone', '/dienstleistung/wohngeld')
  for (const text of ['datenschutz', 'impressum', 'leichte-sprache', 'gebaerdensprache', 'barrierefreiheit'])
    await open(text, `/${text}`)
  await press(say('feedback_send'))
  await page.locator('.error-summary').waitFor()
  await see('a message about a barrier, with mistakes')
  await page.locator('[name=text]').fill('Die Tür ist schwer.')
  await press(say('feedback_send'))
  await arrives(say('feedback_sent'))
  await seeToo('a message about a barrier, sent')
  await open('unknown page', '/gibt-es-nicht')
  await page.goto('/offline')
  await page.locator('h1').first().waitFor()
  await see('offline shell')
  await page.route('**/broken', (route) => route.fulfill({ path: BROKEN, contentType: 'text/html' }))
  await openToo('server broken', '/broken')
  await open('nothing held', '/termin/buchen')
  await openToo('nothing to check', '/termin/buchen/pruefen')
  await openToo('nothing booked', '/termin/buchen/fertig')
  await openToo('unknown service', '/termin/zeit?dienst=gibt-es-nicht')
  await openToo('unknown link', `/termin/${'x'.repeat(43)}`)
  await open('no appointments on this device', '/meine-termine')
  await open('a link again', '/termin/oeffnen')
  await press(say('open_submit'))
  await page.locator('.error-summary').waitFor()
  await see('a link again, with mistakes')
  await page.locator('[name=reference]').fill('1234-5678')
  await page.locator('[name=email]').fill(newAddress('erika'))
  await press(say('open_submit'))
  await arrives(say('open_sent_heading'))
  await seeToo('a link again, asked for')
  const several = `dienst=${ON_SITE}&personen=2&dienst=untersuchungsberechtigungsschein`
  await page.goto(`${prefix}/termin/zeit?${several}&mehr=1`)
  await seeToo('times for several things')
  await page.locator('details').evaluateAll((all) => all.forEach((each) => each.setAttribute('open', '')))
  await see('times for several things, all opened')
  await openToo('things that do not go together', `/termin/zeit?${several}&dienst=${telephone}`)
  await openToo('month', `/termin/zeit?dienst=${telephone}&ansicht=monat&zeit=vormittag`)
  await openToo('no times that suit', `/termin/zeit?dienst=${telephone}&wochentag=6`)

  await open('times', `/termin/zeit?dienst=${telephone}`)
  const wanted = page.locator('button[name=start]').first()
  const start = (await wanted.getAttribute('value'))!
  await bookOut(telephone, start, other)
  await act(page, () =>
    // Simulates a page that has not yet received the change.
    wanted.evaluate((button: HTMLButtonElement) => {
      button.disabled = false
      button.form!.requestSubmit(button)
    }),
  )
  await page.getByRole('alert').waitFor()
  await see('time lost')
  const replacement = page.getByRole('alert').locator('button[name=start]').first()
  const held = (await replacement.getAttribute('value'))!
  await act(page, () => replacement.click())
  await arrives(say('details_heading'))
  await see('details')
  await press(say('details_next'))
  await page.locator('.error-summary').waitFor()
  await see('details with mistakes')

  await page.locator('[name=name]').fill(name)
  await page.locator('[name=email]').fill(newAddress('erika'))
  await page.locator('[name=phone]').fill('03461 445300')
  await page.locator('[name=remark]').fill('Mein Anruf?\nBitte langsam!')
  await page.locator('[name=consent]').check()
  await press(say('details_next'))
  await arrives(say('check_heading'))
  await see('check')
  await press(say('check_book'))
  await arrives(say('done_heading'))
  await see('done')
  const manage = await page.locator('a[href*="/termin/"].print-address').first().getAttribute('href')
  const link = new URL(manage!).pathname.slice(prefix.length)
  await open('manage', link)
  await open('my appointments', '/meine-termine')
  await page.getByText(say('mine_code')).click()
  await press(say('manage_cancel'))
  await arrives(say('mine_cancel_sure'))
  await see('my appointments: one to be cancelled')
  await press(say('mine_remove_all'))
  await seeToo('my appointments, to be removed')
  await open('move', `${link}/verschieben`)

  await open('staff: password forgotten', '/personal/passwort')
  await open('staff: a link that is used', `/personal/passwort/${'x'.repeat(43)}`)
  await open('staff: no way out to a provider', '/personal/anmelden/extern')
  await open('staff: no way back from one', '/personal/anmelden/rueckkehr')
  await open('staff: sign-in', '/personal/anmelden')
  await page.locator('[name=email]').fill(town.admin.email)
  await page.locator('[name=password]').fill('falsch')
  await press(say('staff_sign_in'))
  await page.getByRole('alert').waitFor()
  await seeToo('staff: sign-in refused')
  await page.locator('[name=password]').fill(town.admin.password)
  await press(say('staff_sign_in'))
  await page.waitForURL(/\/personal$/)
  await open('staff: texts that are missing', '/personal/texte')
  await open('staff: catalogue', '/personal/katalog?art=thema')
  await open('staff: new entry', '/personal/katalog/neu')
  await open('staff: an entry', '/personal/katalog/dienst/wohngeld')
  // The preview loads its style sheets after hydration.
  await page.goto(`${prefix}/personal/katalog/dienst/wohngeld/vorschau`)
  await page.evaluate(styled, '.breadcrumb ol')
  await see('staff: an entry, as citizens see it')
  await open('staff: history of an entry', '/personal/katalog/dienst/wohngeld/verlauf')
  await open('staff: poster', '/personal/katalog/dienst/wohngeld/poster')
  await open('staff: statistics, nothing to count', '/personal/statistik?von=2025-06-01&bis=2025-06-02')
  await open('staff: statistics', `/personal/statistik?von=${held.slice(0, 10)}&bis=${held.slice(0, 10)}`)
  await open('staff: planning', '/personal/planung')
  await page.getByText(say('staff_plan_new_closure')).click()
  await page.locator('#closure-wholeHouse-on').check()
  await page.locator('#closure-firstDay').fill(held.slice(0, 10))
  await press(say('staff_plan_look'))
  await arrives(say('staff_plan_effect'))
  await see('staff: planning, the effect of a closure')
  await open('staff: audit', '/personal/protokoll')
  await openToo('staff: audit, verified, nothing found', '/personal/protokoll?wer=system&pruefen=1')
  await open('staff: people', '/personal/personen')
  await open('staff: invite somebody', '/personal/personen/neu')
  await press(say('staff_people_send'))
  await page.locator('.error-summary').waitFor()
  await see('staff: invite somebody, with mistakes')
  await page.locator('[name=name]').fill('Nele Neu')
  await page.locator('[name=email]').fill(newAddress('nele'))
  await page.locator('[name=departmentIds]').first().check()
  await press(say('staff_people_send'))
  await arrives(say('staff_people_invited'))
  await see('staff: one of the people')
  await press(say('staff_person_disable'))
  await page.getByRole('status').and(page.locator('.alert')).waitFor()
  await page.locator('details summary').last().click()
  await seeToo('staff: one of the people, shut out')
  await open('staff: week', '/personal/woche')
  await open('staff: book for somebody', '/personal/buchen')
  await page.goto(`${prefix}/personal/buchen?anliegen=wohngeld`)
  await page.locator('#time').waitFor()
  await see('staff: book for somebody, times')
  await open('staff: day as a calendar', dayPage(held, 'kalender'))
  await page.locator('a.visit', { hasText: name }).click()
  await page.locator('#visit').waitFor()
  await see('staff: one visit')
  await press(say('desk_keys'))
  await page.getByRole('dialog').waitFor()
  await see('staff: keys')
  await page.keyboard.press('Escape')
  await page.locator('a.move').click()
  await page.locator('#times').waitFor()
  await see('staff: move a visit')
  await press(say('desk_move_next'))
  await page.locator('#confirm').waitFor()
  await see('staff: what a move sends')
  await open('staff: own account', '/personal/konto')
  await page.locator('[name=password]').fill(town.admin.password)
  await press(say('staff_factor_begin'))
  await page.locator('[name=otp]').fill('000000')
  await seeToo('staff: an app to be set up')
  await press(say('staff_factor_confirm'))
  await page.locator('.error-summary').waitFor()
  await see('staff: an app to be set up, with a wrong code')
  await open('staff: list of the day', dayPage(held).replace('?', '/tagesliste?'))
  await open('staff: day', dayPage(held))
  await page.getByText(say('staff_cancel_heading')).click()
  await press(say('staff_cancel_next'))
  await page.locator('.error-summary').waitFor()
  await seeToo('staff: nothing chosen')
  await page.locator('tr', { hasText: name }).getByRole('checkbox').check()
  await page.locator('[name=reason]').fill('Die Wasserleitung ist geplatzt.')
  await press(say('staff_cancel_next'))
  await page.locator('blockquote').waitFor()
  await see('staff: are you sure')
  await press(say('staff_cancel_yes'))
  await page.getByRole('status').and(page.locator('.alert')).waitFor()
  await seeToo('staff: cancelled')
  await openToo('cancelled by the office', link)

  const [slot] = await other.nextSlots([{ serviceId: ON_SITE }], 1)
  const { token } = await other.book({ items: [{ serviceId: ON_SITE }], startsAt: slot!.startsAt })
  await openToo('manage, at a desk', `/termin/${token}`)
  await open('cancel', `/termin/${token}/absagen`)
  await press(say('cancel_confirm'))
  await arrives(say('manage_cancelled'))
  await seeToo('cancelled')

  // A service worker, and the appointments that this device keeps.
  const kept = await context.storageState()
  ;({ page, context } = await visitor({ ...options, serviceWorkers: 'allow', storageState: kept }))
  await offline(context, page, prefix)
  await see('offline: times')
  for (const path of ['/', '/dienstleistung/wohngeld', '/meine-termine'])
    await openToo(`offline: ${path}`, path)

  expect(
    routes.filter((route) => !visited.has(route)),
    'routes that were not visited',
  ).toEqual([])
}

/** Marks the document before an action, so that `lostFocus` can detect whether a new one was loaded. */
async function act(page: Page, action: () => Promise<unknown>): Promise<void> {
  await page.evaluate(() => Object.assign(window, { acted: true }))
  await action()
}

/**
 * Follows a link within the document: loading a page as a document takes five times the work. Waits until the new page
 * has the focus.
 */
async function follow(page: Page, path: string): Promise<void> {
  await page.evaluate((href) => {
    const link = Object.assign(document.createElement('a'), { id: 'followed', href })
    document.body.append(link)
    link.focus()
    link.click()
  }, path)
  await page.waitForFunction(() => {
    const link = document.getElementById('followed')
    // An address that is no page of the app loads a new document, without the link.
    if (link && !document.querySelector('main')!.contains(document.activeElement)) return false
    link?.remove()
    return true
  })
}

/**
 * Runs in the page: the focused element after an action in the same document, if it is outside of the content. Keyboard
 * and screen reader users would have to start at the top again.
 */
function lostFocus(): string | null {
  const focus = document.activeElement
  if (!('acted' in window) || document.querySelector('main')!.contains(focus)) return null
  return focus?.localName ?? 'nothing'
}

/** Runs in the page: waits, frame by frame, until the style sheet of an element is applied. */
async function styled(selector: string): Promise<void> {
  while (getComputedStyle(document.querySelector(selector)!).display !== 'flex')
    await new Promise(requestAnimationFrame)
}

async function offline(context: BrowserContext, page: Page, prefix: string): Promise<void> {
  await page.goto(prefix || '/')
  await workerIsReady(page)
  await page.waitForFunction(() =>
    Object.keys(sessionStorage).some((key) => key.startsWith('catalogue-kept-')),
  )
  await context.setOffline(true)
  await page.goto(`${prefix}/termin/zeit?dienst=wohngeld`)
  await page.getByRole('heading', { level: 1 }).waitFor()
}
