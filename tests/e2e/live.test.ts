import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { crowd } from '../support/crowd.ts'
import { journey } from '../support/page.ts'
import { openLine } from './line.ts'
import { other } from './others.ts'

/** One telephone line alone serves this, so that every start is free once. */
const GRAVE = 'grabstelle'

journey('a time that somebody takes is gone on every screen within a second', async ({ visitor }) => {
  const [{ page: anna }, { page: bert }] = [await visitor(), await visitor()]
  const listening = untilListening(bert)
  for (const page of [anna, bert]) await page.goto(`/termin/zeit?dienst=${GRAVE}`)
  await listening
  const figures: Record<string, Figure> = {}

  // Anna reserves a time by a tap.
  const start = await startOf(anna)
  const reserved = untilTaken(timeButton(bert, start))
  const answer = anna.waitForResponse(
    (response) => response.request().method() === 'POST' && /zeit/.test(response.url()),
  )
  figures['reserved by a tap'] = await measure(async () => {
    await timeButton(anna, start).click()
    await answer
  }, reserved)

  // A program books another one in one step.
  const next = await startOf(bert)
  const booked = untilTaken(timeButton(bert, next))
  figures['booked by a program'] = await measure(async () => {
    const { __typename } = await other.book({ items: [{ serviceId: GRAVE }], startsAt: next })
    expect(__typename).toBe('NewBooking')
  }, booked)

  expect(await timeButton(bert, start).innerText()).toContain('vergeben')
  console.log('milliseconds until the other screen changes:', figures)
  for (const { afterAnswer } of Object.values(figures)) expect(afterAnswer).toBeLessThan(1_000 * crowd())
})

journey(
  'a line that is cut without a word is taken up anew, and what was missed is seen',
  async ({ visitor }) => {
    const line = await openLine()
    const { page } = await visitor({ baseURL: line.url })
    await page.clock.install()
    const listening = untilListening(page)
    await page.goto(`/termin/zeit?dienst=${GRAVE}`)
    await listening
    const start = await startOf(page)
    line.cutQuietly()
    await other.book({ items: [{ serviceId: GRAVE }], startsAt: start })
    let listens = false
    void untilListening(page).then(() => (listens = true))
    // Half a minute of silence, and the same again for each old connection that the browser still believes in.
    await expect
      .poll(() => page.clock.fastForward(31_000).then(() => listens), { interval: 500, timeout: 10_000 })
      .toBe(true)
    await untilTaken(timeButton(page, start))
  },
)

const timeButton = (page: Page, start: string): Locator => page.locator(`button[value="${start}"]`)

const startOf = async (page: Page): Promise<string> =>
  (await page.locator('button[name=start]:enabled').first().getAttribute('value'))!

/** The page has its stream of changes. */
const untilListening = (page: Page) =>
  page.waitForResponse(
    (response) => response.headers()['content-type']?.startsWith('text/event-stream') ?? false,
  )

/** When, by this machine's clock, the button stops being one that can be pressed. */
const untilTaken = (button: Locator): Promise<number> =>
  button.evaluate(
    (node: HTMLButtonElement) =>
      new Promise<number>((resolve) => {
        const look = () => node.disabled && resolve(Date.now())
        new MutationObserver(look).observe(node, { attributes: true })
        look()
      }),
  )

interface Figure {
  afterWish: number
  /** Below 0 when the other screen was faster than the answer. */
  afterAnswer: number
}

async function measure(take: () => Promise<void>, moment: Promise<number>): Promise<Figure> {
  const wished = Date.now()
  await take()
  const answered = Date.now()
  const changed = await moment
  return { afterWish: changed - wished, afterAnswer: changed - answered }
}
