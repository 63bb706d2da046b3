import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** More than any page has stops. */
const MOST_STOPS = 120

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

/** Describes what has the focus, and fails when nobody could see that it has. */
async function seenFocus(page: Page): Promise<string> {
  let focus = await page.evaluate(describeFocus)
  // Scrolling to it may take a moment.
  await expect
    .poll(async () => (focus = await page.evaluate(describeFocus)), { interval: 20 })
    .toMatchObject({ seen: true })
  return focus.name
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
  const { width, height, top, bottom } = (node.closest('label') ?? node).getBoundingClientRect()
  const onScreen = width > 1 && height > 1 && bottom > 0 && top < innerHeight
  return {
    name: `${node.localName} ${JSON.stringify((node.innerText ?? '').slice(0, 40))}`,
    // After the last stop the focus leaves for the browser's own buttons.
    seen: node === document.body || (ringed && onScreen),
    ringed,
    box: { top, bottom, width, height },
  }
}
