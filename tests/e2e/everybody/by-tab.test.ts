import { expect } from 'vitest'
import { DESKTOP, journey, openLive } from '../../support/browser/page.ts'
import { lane } from '../../support/lane.ts'
import { walk } from '../keyboard.ts'

/** A small phone, or a desktop at 400 %, where sticky elements take much of the space. */
const SMALL = { width: 320, height: 568 }

const PAGES = [
  '/',
  '/?suche=hund',
  '/anliegen/umziehen-wohnen',
  '/dienstleistung/personalausweis-beantragen',
  '/termin/zeit?dienst=personalausweis-beantragen',
  '/termin/oeffnen',
  '/meine-termine',
  '/barrierefreiheit',
]

journey(
  'Tab reaches all interactive elements of a page, and each focused element is completely visible',
  async ({ visitor }) => {
    const otto = await visitor({ reducedMotion: 'reduce' })
    const { page } = otto
    for (const size of lane.everySetting ? [SMALL, DESKTOP] : [SMALL]) {
      await page.setViewportSize(size)
      for (const path of PAGES) {
        await openLive(otto, path)
        const stops = await walk(page)
        expect(stops[0], path).toContain('Zum Inhalt springen')
        expect(await page.evaluate(reachable), path).toBe(stops.length)
      }
    }
  },
)

/**
 * Runs in the page: the number of elements that Tab should reach: all interactive ones, and one of each radio group.
 * Positive `tabindex` values are forbidden, so that the order is that of the document.
 */
function reachable(): number {
  const usable = [
    ...document.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea, summary, [tabindex]',
    ),
  ].filter(
    (node) =>
      node.tabIndex >= 0 && !node.matches(':disabled') && node.checkVisibility({ visibilityProperty: true }),
  )
  if (usable.some((node) => node.tabIndex > 0)) throw new Error('somebody asks for an order of their own')
  const groups = new Set<string>()
  return usable.filter((node) => {
    if (!(node instanceof HTMLInputElement) || node.type !== 'radio') return true
    if (groups.has(node.name)) return false
    groups.add(node.name)
    return true
  }).length
}
