import type { ElementHandle, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** More than any page has stops. */
const MOST_STOPS = 120

/** After the last stop the focus leaves for the browser's own buttons. */
const END = 'body'

/** Somebody without a mouse. Every stop on the way is looked at: the focus must be seen, on the screen. */
export function keyboard(page: Page) {
  const press = (key: string) => page.keyboard.press(key)

  /** Goes on with Tab until the target has the focus. */
  async function tabTo(target: Locator): Promise<void> {
    const passed: string[] = []
    for (let stops = 0; stops < MOST_STOPS; stops++) {
      await press('Tab')
      passed.push(await seenFocus(page))
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
    /** A new page or an answer is there when its heading is; then the focus must be somewhere in its content. */
    async arrives(heading: string | RegExp): Promise<void> {
      await page.getByRole('heading', { name: heading, exact: true }).first().waitFor()
      await page.waitForFunction(() => document.querySelector('main')?.contains(document.activeElement))
    },
  }
}

/** Goes through a page with Tab from its top to its end, and names every stop; each is looked at. */
export async function walk(page: Page): Promise<string[]> {
  const stops: string[] = []
  let first: ElementHandle | undefined
  for (;;) {
    await page.keyboard.press('Tab')
    const stop = await seenFocus(page)
    // A browser without buttons of its own may begin again.
    if (stop === END || (await first?.evaluate((node) => node === document.activeElement))) return stops
    first ??= (await page.evaluateHandle(() => document.activeElement!)) as ElementHandle
    stops.push(stop)
    if (stops.length > MOST_STOPS) throw new Error(`no end: ${stops.join(' → ')}`)
  }
}

/** Describes what has the focus, and fails when nobody could see that it has. */
async function seenFocus(page: Page): Promise<string> {
  let focus: ReturnType<typeof describeFocus>
  // Scrolling to it may take a moment.
  await expect
    .poll(async () => (focus = await page.evaluate(describeFocus)), { interval: 20 })
    .toMatchObject({ seen: true })
  return focus!.name
}

/** Runs in the page. */
function describeFocus() {
  const node = document.activeElement as HTMLElement
  // Radios and check boxes that are drawn by their label show the focus there.
  const drawn = [node, node.closest('label'), node.nextElementSibling].filter((each) => each !== null)
  const ringed = drawn.some((each) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(each)
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2
  })
  const target = node.closest('label') ?? node
  const { width, height, top, bottom } = target.getBoundingClientRect()
  const onScreen = width > 1 && height > 1 && bottom > 0 && top < innerHeight
  // Nothing may lie on any side of it (WCAG 2.2, 2.4.12); of a link that breaks, each line counts.
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
      // What is longer than the window is seen as far as that reaches.
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
