import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { journey, openLive } from '../../support/browser/page.ts'
import { bookOut, shutDesk } from '../others.ts'
import { clock } from '../format-time.ts'

/** Only one telephone line serves this, on four days a week. */
const LIBRARY = 'bibliothek-ausweis'
const LINE = 'telefon-bibliothek-1'
const PAGE = `/termin/zeit?dienst=${LIBRARY}`

/** Position relative to the page, independent of scrolling. */
const placeOf = (element: Locator) =>
  element.evaluate((node) => {
    const { left, top, width, height } = node.getBoundingClientRect()
    return { left: left + scrollX, top: top + scrollY, width, height }
  })

const weekday = (instant: string) =>
  Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/Berlin').dayOfWeek

journey('a wish for Thursday afternoons filters earliest times, days and times', async ({ visitor }) => {
  for (const javaScriptEnabled of [true, false]) {
    const { page } = await visitor({ javaScriptEnabled })
    await page.goto(PAGE)
    await page.getByText('Nur bestimmte Zeiten zeigen').click()
    const wishes = page.getByRole('navigation', { name: 'Nur bestimmte Zeiten zeigen' })
    await wishes.getByRole('link', { name: 'nachmittags' }).click()
    await page.waitForURL(/zeit=nachmittag/)
    await wishes.getByRole('link', { name: 'Donnerstag' }).click()
    await page.waitForURL(/wochentag=4/)
    const thursday = wishes.locator('[aria-current=true]', { hasText: 'Donnerstag' })
    await thursday.waitFor()
    // With JavaScript the focus stays on the followed link.
    if (javaScriptEnabled)
      expect(await thursday.evaluate((link) => link === document.activeElement)).toBe(true)

    const starts = await page
      .locator('[name=start]')
      .evaluateAll((inputs: (HTMLInputElement | HTMLButtonElement)[]) => inputs.map(({ value }) => value))
    expect(starts.length).toBeGreaterThan(3)
    for (const start of starts) {
      expect([start, weekday(start)]).toEqual([start, 4])
      expect(clock(start) >= '12:00').toBe(true)
    }
    const days = await page.getByRole('navigation', { name: /^Tage/ }).getByRole('link').allInnerTexts()
    for (const day of days.filter((text) => /frei/.test(text))) expect(day).toContain('Donnerstag')

    // No desk is open on Saturdays: the page explains that the wish has no times, and offers to remove it.
    await page.goto(`${PAGE}&wochentag=6`)
    await page.getByText('Zu diesen Zeiten ist leider nichts frei.').waitFor()
    expect(await page.locator('button[name=start]:enabled').count()).toBe(3)
    await page.getByRole('link', { name: 'Alle Zeiten zeigen' }).click()
    await page.getByRole('heading', { name: 'Ein anderer Tag' }).waitFor()
    expect(page.url()).not.toMatch(/wochentag/)
  }
})

journey(
  'the month view works with arrow keys and with links, also without JavaScript',
  async ({ visitor }) => {
    const ida = await visitor()
    const { page } = ida
    await openLive(ida, PAGE)
    await page.getByRole('navigation', { name: 'Ansicht' }).getByRole('link', { name: 'Monat' }).click()
    const days = page.getByRole('table').getByRole('link')
    await days.first().waitFor()
    const focused = () => page.evaluate(() => (document.activeElement as HTMLElement).innerText)
    const turnPage = async (name: string) => {
      const caption = await page.locator('caption').innerText()
      await page.getByRole('link', { name }).focus()
      await page.keyboard.press('Enter')
      await page.getByText(caption, { exact: true }).waitFor({ state: 'detached' })
    }

    // Paging keeps focus and scroll position; on the last page the focus moves to the link back.
    const next = page.getByRole('link', { name: 'Nächster Monat' })
    await next.scrollIntoViewIfNeeded()
    const scrolled = await page.evaluate(() => scrollY)
    await turnPage('Nächster Monat')
    expect(scrolled).toBeGreaterThan(0)
    expect(await page.evaluate(() => scrollY)).toBe(scrolled)
    while ((await next.count()) > 0) {
      expect(await focused()).toBe('Nächster Monat')
      await turnPage('Nächster Monat')
    }
    await expect.poll(focused).toBe('Voriger Monat')
    await turnPage('Voriger Monat')

    await days.nth(5).waitFor()
    const names = await days.allInnerTexts()
    await days.first().focus()
    await page.keyboard.press('ArrowRight')
    expect(await focused()).toBe(names[1])
    await page.keyboard.press('ArrowDown')
    const below = await focused()
    expect(below.split(',')[0]).toBe(names[1]!.split(',')[0])
    expect(below).not.toBe(names[1])
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: `Zeiten am ${below.split(',').slice(0, 2).join(',')}` }).waitFor()
    expect(
      await days.locator('[aria-current=date]').or(page.locator('table [aria-current=date]')).innerText(),
    ).toBe(below)

    const { page: plain } = await visitor({ javaScriptEnabled: false })
    await plain.goto(page.url())
    await plain.getByRole('table').getByRole('link').first().click()
    await plain.getByRole('radio').first().waitFor()
    expect(plain.url()).toMatch(/ansicht=monat/)
  },
)

journey(
  'live updates of times move neither content nor focus; new times are loaded on demand',
  async ({ visitor }) => {
    // The narrowest supported width, where longer texts wrap first.
    const max = await visitor({ viewport: { width: 320, height: 844 } })
    const { page } = max
    await openLive(max, `${PAGE}&zeit=nachmittag`)
    const first = page.locator('button[name=start]').first()
    const start = (await first.getAttribute('value'))!
    const second = page.locator('button[name=start]').nth(1)
    const place = await placeOf(second)
    await first.focus()
    await bookOut(LIBRARY, start)
    await first.getByText('vergeben').waitFor()
    expect(await placeOf(second)).toEqual(place)
    expect(await first.evaluate((button) => button === document.activeElement)).toBe(true)
    await page.keyboard.press('Enter')
    expect(page.url()).toContain('/termin/zeit')

    // After the closure of the line no time is free, and the page shows the other ways to reach the office.
    const open = await shutDesk(LINE)
    await second.getByText('vergeben').waitFor()
    await page.goto(PAGE)
    await page.getByRole('heading', { name: 'Zurzeit ist leider alles ausgebucht' }).waitFor()
    await page.getByText(/Neue Termine kommen am .+, um 00:00\sUhr dazu: dann für .+/).waitFor()
    await page.getByText('Rufen Sie uns an.').waitFor()
    expect(
      await page
        .getByRole('region', { name: /ausgebucht/ })
        .getByRole('link', { name: /^\+?[\d ]+/ })
        .count(),
    ).toBe(1)

    await open()
    const status = page.getByRole('status').filter({ hasText: 'Neue Zeiten sind frei geworden.' })
    await status.getByRole('button', { name: 'Anzeigen' }).click()
    await page.locator('button[name=start]:enabled').first().waitFor()
    await page.waitForFunction(() => document.activeElement?.id === 'earliest')
  },
)
