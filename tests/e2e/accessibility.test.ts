import axeCore, { type RunOnly } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import { DESKTOP, journey } from '../support/page.ts'
import { newAddress } from './mailbox.ts'
import { bookOut } from './others.ts'
import { dayPage } from './staff-sign-in.ts'

declare global {
  interface Window {
    axe: typeof axeCore
  }
}

const EVERY_RULE: RunOnly = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
}
/** In the dark the same elements stand in the same places; only their colours are others. */
const RULES_ABOUT_COLOUR: RunOnly = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }
const SCHEMES = [
  ['light', EVERY_RULE],
  ['dark', RULES_ABOUT_COLOUR],
] as const

/** One telephone line alone serves this. */
const TREE = 'baum-faellen'
/** 320 CSS pixels are a phone, and also a desktop at 400 % (WCAG 2.2, 1.4.10). */
const WIDTHS = [320, DESKTOP.width]

/** What is wrong with the page as it stands, at every width in every colour scheme. */
async function findingsOn(page: Page, name: string): Promise<string[]> {
  const findings: string[] = []
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeCore.source)
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (wider > 0) findings.push(`${name}, ${width}: must be scrolled sideways by ${wider} px`)
    for (const [colorScheme, rules] of SCHEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const found = await page.evaluate(runAxe, rules)
      findings.push(...found.map((finding) => `${name}, ${width}, ${colorScheme}: ${finding}`))
    }
  }
  return findings
}

/** Runs in the page. */
async function runAxe(rules: RunOnly): Promise<string[]> {
  const { violations } = await window.axe.run({ runOnly: rules, resultTypes: ['violations'] })
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`))
}

journey(
  'nobody is shut out: no finding on any page, light and dark, at 320 and 1280 pixels',
  async ({ visitor }) => {
    const { page } = await visitor({ expected: [/status of 40[01349]/] })
    const findings: string[] = []
    const check = async (name: string) => findings.push(...(await findingsOn(page, name)))
    const open = async (name: string, path: string) => {
      await page.goto(path)
      await check(name)
    }
    const press = (name: string | RegExp) => page.getByRole('button', { name }).last().click()
    const arrives = (name: string | RegExp) => page.getByRole('heading', { name }).first().waitFor()

    await open('start', '/')
    await open('start in Einfache Sprache', '/einfach')
    await page.getByRole('searchbox').pressSequentially('umzug')
    await page.getByRole('group').getByRole('link').first().waitFor()
    await check('suggestions')
    await open('search with a referral', '/?suche=führerschein')
    await open('referral', '/woanders/fuehrerschein')
    await open('search without results', '/?suche=xyzzy')
    await open('topic', '/anliegen/umziehen-wohnen')
    await open('service', '/dienstleistung/personalausweis-beantragen')
    for (const legal of [
      'datenschutz',
      'impressum',
      'barrierefreiheit',
      'leichte-sprache',
      'gebaerdensprache',
    ])
      await open(legal, `/${legal}`)
    await open('unknown page', '/gibt-es-nicht')
    await open('offline', '/offline')
    await open('nothing held', '/termin/buchen')
    await open('unknown service', '/termin/zeit?dienst=gibt-es-nicht')
    await open('unknown link', `/termin/${'x'.repeat(43)}`)

    const several = 'dienst=personalausweis-beantragen&personen=2&dienst=untersuchungsberechtigungsschein'
    await open('several things', `/termin/zeit?${several}&mehr=1`)
    for (const summary of ['Das bringen Sie mit', 'Das kostet es', 'weitere Anliegen'])
      await page.getByText(summary).first().click()
    await check('several things, all opened')
    await open('things that do not go together', `/termin/zeit?${several}&dienst=${TREE}`)
    await open('month', `/termin/zeit?dienst=${TREE}&ansicht=monat&zeit=vormittag`)
    await open('no times that suit', `/termin/zeit?dienst=${TREE}&wochentag=6`)

    await open('time', `/termin/zeit?dienst=${TREE}`)
    const wanted = page.locator('button[name=start]').first()
    const start = (await wanted.getAttribute('value'))!
    await bookOut(TREE, start)
    // As on a page that has not heard of it yet.
    await wanted.evaluate((button: HTMLButtonElement) => {
      button.disabled = false
      button.form!.requestSubmit(button)
    })
    await page.getByRole('alert').waitFor()
    await check('time lost')
    const replacement = page.getByRole('alert').locator('button[name=start]').first()
    const held = (await replacement.getAttribute('value'))!
    await replacement.click()
    await arrives('Ihre Angaben')
    await check('details')
    await press('Weiter zur Prüfung')
    await arrives('Bitte prüfen Sie 4 Angaben')
    await check('details with mistakes')
    await page.getByLabel('Vor- und Nachname').fill('Erika Beispiel')
    await page.getByLabel('E-Mail-Adresse').fill(newAddress('erika'))
    await page.getByLabel('Telefonnummer').fill('03461 445300')
    await page.getByRole('checkbox').check()
    await press('Weiter zur Prüfung')
    await arrives('Stimmt alles?')
    await check('check')
    await press('Termin verbindlich buchen')
    await arrives('Ihr Termin ist gebucht')
    await check('done')
    const manage = new URL(
      (await page.getByRole('link', { name: 'Termin verschieben oder absagen' }).getAttribute('href'))!,
    )
    await open('manage', manage.pathname)
    await open('move', `${manage.pathname}/verschieben`)
    await page.goto('/meine-termine')
    await page.getByText('QR-Code zeigen').click()
    await press('Absagen')
    await arrives('Diesen Termin absagen?')
    await check('my appointments: are you sure')
    await page.goto('/termin/oeffnen')
    await press('Link schicken')
    await arrives('Bitte prüfen Sie 2 Angaben')
    await check('lost link, with mistakes')

    const { email, password } = inject('product').admin
    await open('staff: sign-in', '/personal/anmelden')
    await page.getByLabel('E-Mail-Adresse').fill(email)
    await page.getByLabel('Passwort').fill('falsch')
    await press('Anmelden')
    await page.getByRole('alert').waitFor()
    await check('staff: sign-in refused')
    await page.getByLabel('Passwort').fill(password)
    await press('Anmelden')
    await arrives(/^Termine am/)
    await open('staff: day', dayPage(held))
    await press(/^Absagen/)
    await arrives('Bitte prüfen Sie 2 Angaben')
    await check('staff: nothing chosen')
    await page
      .getByRole('checkbox', { name: /auswählen/ })
      .last()
      .check()
    await page.getByLabel('Begründung').fill('Die Wasserleitung ist geplatzt.')
    await press(/^Absagen/)
    await arrives('1 Termin absagen?')
    await check('staff: are you sure')

    await open('cancel', `${manage.pathname}/absagen`)
    await press('Ja, Termin absagen')
    await arrives(/^Ihr Termin ist abgesagt/)
    await check('cancelled')

    expect(findings).toEqual([])
  },
  // Some thirty pages, each looked at four times.
  240_000,
)
