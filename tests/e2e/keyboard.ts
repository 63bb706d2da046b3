import type { ElementHandle, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** A limit above the number of tab stops of any page. */
const MAX_STOPS = 120

/** After the last stop the focus moves to the browser's own controls. */
const END = 'body'

/** Keyboard control of a page. Checks at every tab stop that the focus is visible. */
export function keyboard(page: Page) {
  const press = (key: string) => page.keyboard.press(key)

  /** Presses Tab until the target has the focus. */
  async function tabTo(target: Locator): Promise<void> {
    const passed: string[] = []
    for (let stops = 0; stops < MAX_STOPS; stops++) {
      await press('Tab')
      passed.push(await visibleFocus(page))
      if (await target.evaluateAll((nodes) => nodes.some((node) => node === document.activeElement))) return
    }
    throw new Error(`never reached ${target}; passed ${passed.join(' → ')}`)
  }

  return {
    press,
    tabTo,
    async follow(target: Locator): Promise<void> {
      await tabTo(target)
      await press('Enter')
    },
    async type(label: string, text: string): Promise<void> {
      await tabTo(page.getByLabel(label))
      await page.keyboard.type(text)
    },
    /** Waits for the heading of a new page or an answer; the focus must then be in the content. */
    async arrives(heading: string | RegExp): Promise<void> {
      await page.getByRole('heading', { name: heading, exact: true }).first().waitFor()
      await page.waitForFunction(() => document.querySelector('main')?.contains(document.activeElement))
    },
  }
}

/** Presses Tab from the top of a page to its end; returns the tab stops, whose visibility is checked. */
export async function walk(page: Page): Promise<string[]> {
  const stops: string[] = []
  let first: ElementHandle | undefined
  for (;;) {
    await page.keyboard.press('Tab')
    const stop = await visibleFocus(page)
    // A browser without own controls may start again.
    if (stop === END || (await first?.evaluate((node) => node === document.activeElement))) return stops
    first ??= (await page.evaluateHandle(() => document.activeElement!)) as ElementHandle
    stops.push(stop)
    if (stops.length > MAX_STOPS) throw new Error(`no end: ${stops.join(' → ')}`)
  }
}

/** Describes the focused element; fails if its focus is not visible. */
async function visibleFocus(page: Page): Promise<string> {
  let focus: ReturnType<typeof describeFocus>
  // Scrolling to the element may take a moment.
  await expect
    .poll(async () => (focus = await page.evaluate(describeFocus)), { interval: 20 })
    .toMatchObject({ seen: true })
  return focus!.name
}

/** Runs in the page. */
function describeFocus() {
  const node = document.activeElement as HTMLElement
  // Radio buttons and check boxes that are drawn by their label show the focus there.
  const drawn = [node, node.closest('label'), node.nextElementSibling].filter((each) => each !== null)
  const ringed = drawn.some((each) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(each)
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2
  })
  const target = node.closest('label') ?? node
  const { width, height, top, bottom } = target.getBoundingClientRect()
  const onScreen = width > 1 && height > 1 && bottom > 0 && top < innerHeight
  // No other element may cover it (WCAG 2.2, 2.4.12); checks each line of a wrapped link.
  const clear = [...target.getClientRects()].every((line) => {
    const across = line.left + line.width / 2
    const down = line.top + line.height / 2
    return [
      [across, down],
      [line.left + 2, down],
      [line.right - 2, down],
      [across, line.top + 2],
      [across, line.bottom - 2],
    ].every(([x, y]) => {
      const there = document.elementFromPoint(x!, y!)
      // An element larger than the window is visible as far as the window reaches.
      return there === null ? y! < 0 || y! > innerHeight : target.contains(there) || there.contains(target)
    })
  })
  return {
    name:
      node === document.body
        ? 'body'
        : `${node.localName} ${JSON.stringify((node.innerText ?? '').slice(0, 40))}`,
    seen: node === document.body || (ringed && onScreen && clear),
    ringed,
    clear,
    box: { top, bottom, width, height },
  }
}
