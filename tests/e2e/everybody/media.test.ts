import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { journey } from '../../support/browser/page.ts'
import { ERIKA } from '../../support/citizen.ts'
import { other } from '../others.ts'

/** No other journey books this service. */
const SERVICE = 'gleichstellung'

/** The styles of an element that stay visible with forced colours. */
const drawn = (target: Locator): Promise<string> =>
  target.evaluate((node) => {
    const { outline, border, textDecorationLine, backgroundColor, color } = getComputedStyle(node)
    return JSON.stringify({ outline, border, textDecorationLine, backgroundColor, color })
  })

journey('with forced colours, chosen, taken and focused elements differ by shape', async ({ visitor }) => {
  const { page } = await visitor({ forcedColors: 'active', reducedMotion: 'reduce' })
  await page.goto(`/termin/zeit?dienst=${SERVICE}`)
  const days = page.locator('nav .days a')
  expect(await drawn(days.and(page.locator('[aria-current]')).first())).not.toBe(
    await drawn(days.and(page.locator(':not([aria-current])')).first()),
  )
  const labels = page.locator('label:has(input[type=radio][name=start])')
  const plain = await drawn(labels.nth(1))
  await labels.nth(0).click()
  expect(await drawn(labels.nth(0))).not.toBe(plain)
  await page.keyboard.press('ArrowDown')
  const focused = await labels.nth(1).evaluate((node) => getComputedStyle(node).outlineWidth)
  expect(parseFloat(focused)).toBeGreaterThanOrEqual(3)

  const button = page.locator('button[name=start]').first()
  const free = await drawn(button)
  await button.evaluate((node: HTMLButtonElement) => (node.disabled = true))
  expect(await drawn(button)).not.toBe(free)
})

journey(
  'printed pages contain the appointment in dark colours, without navigation and buttons',
  async ({ visitor }) => {
    const { page } = await visitor()
    const [slot] = await other.nextSlots([{ serviceId: SERVICE }], 1)
    const { token, booking } = await other.book({ items: [{ serviceId: SERVICE }], startsAt: slot!.startsAt })
    await page.emulateMedia({ media: 'print' })

    await page.goto(`/termin/${token}`)
    await page.getByText(booking!.reference).waitFor()
    await page.getByText(ERIKA.phone).first().waitFor()
    expect(await onPaper(page)).toEqual([])

    await page.goto('/dienstleistung/personalausweis-beantragen')
    await page.getByText('Digitales Passbild').waitFor()
    expect(await onPaper(page)).toEqual([])
  },
)

/** Elements that must not be printed: interactive ones and pale text. */
const onPaper = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const shown = (selector: string) =>
      [...document.querySelectorAll<HTMLElement>(selector)].filter((node) => node.checkVisibility())
    const useless = shown('nav, footer, button, input:not([type=checkbox]), .kern-btn, .skip-link')
    const pale = shown('main :is(h1, h2, h3, p, li, dt, dd, strong)').filter((node) => {
      const [lightness] = /(?<=lab\(|lch\(|rgb\()[\d.]+/.exec(getComputedStyle(node).color) ?? []
      return Number(lightness) > (getComputedStyle(node).color.startsWith('rgb') ? 110 : 0.5)
    })
    const name = (node: HTMLElement) => `${node.localName} “${node.innerText.slice(0, 40)}”`
    return [...useless.map((node) => `to press: ${name(node)}`), ...pale.map((node) => `pale: ${name(node)}`)]
  })
