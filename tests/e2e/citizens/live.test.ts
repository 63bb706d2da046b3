import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { bestAgainstOneSecond } from '../../support/best-of.ts'
import { journey } from '../../support/browser/page.ts'
import { openNetworkProxy } from '../network-proxy.ts'
import { other } from '../others.ts'

/** Only one telephone line serves this, so that every start is free once. */
const GRAVE = 'grabstelle'

journey('a taken time is marked on other screens within a second', async ({ visitor }) => {
  const [{ page: anna }, { page: bert }] = [await visitor(), await visitor()]
  const listening = untilListening(bert)
  await bert.goto(`/termin/zeit?dienst=${GRAVE}`)
  await listening

  const reserved = await bestAgainstOneSecond(async () => {
    await anna.goto(`/termin/zeit?dienst=${GRAVE}`)
    const start = await startOf(anna)
    const taken = untilTaken(timeButton(bert, start))
    const answer = anna.waitForResponse(
      (response) => response.request().method() === 'POST' && /zeit/.test(response.url()),
    )
    await timeButton(anna, start).click()
    await answer
    const delay = await since(Date.now(), taken)
    expect(await timeButton(bert, start).innerText()).toContain('vergeben')
    return delay
  })
  const booked = await bestAgainstOneSecond(async () => {
    const start = await startOf(bert)
    const taken = untilTaken(timeButton(bert, start))
    const { __typename } = await other.book({ items: [{ serviceId: GRAVE }], startsAt: start })
    expect(__typename).toBe('NewBooking')
    return since(Date.now(), taken)
  })
  console.log(`milliseconds until the other screen changes: ${reserved} by a tap, ${booked} by a program`)
  expect(reserved).toBeLessThan(1_000)
  expect(booked).toBeLessThan(1_000)
})

journey('a silently lost connection is reopened, and missed changes are shown', async ({ visitor }) => {
  const proxy = await openNetworkProxy()
  const { page } = await visitor({ baseURL: proxy.url })
  await page.clock.install()
  const listening = untilListening(page)
  await page.goto(`/termin/zeit?dienst=${GRAVE}`)
  await listening
  const start = await startOf(page)
  proxy.dropConnections()
  await other.book({ items: [{ serviceId: GRAVE }], startsAt: start })
  let listens = false
  void untilListening(page).then(() => (listens = true))
  // The idle timeout of half a minute, again for each lost connection that the browser reuses.
  await expect.poll(() => page.clock.fastForward(31_000).then(() => listens), { interval: 500 }).toBe(true)
  await untilTaken(timeButton(page, start))
})

const timeButton = (page: Page, start: string): Locator => page.locator(`button[value="${start}"]`)

const startOf = async (page: Page): Promise<string> =>
  (await page.locator('button[name=start]:enabled').first().getAttribute('value'))!

/** Waits until the page has opened its event stream. */
const untilListening = (page: Page) =>
  page.waitForResponse(
    (response) => response.headers()['content-type']?.startsWith('text/event-stream') ?? false,
  )

/** The time, by this machine's clock, when the button is disabled. */
const untilTaken = (button: Locator): Promise<number> =>
  button.evaluate(
    (node: HTMLButtonElement) =>
      new Promise<number>((resolve) => {
        const look = () => node.disabled && resolve(Date.now())
        new MutationObserver(look).observe(node, { attributes: true })
        look()
      }),
  )

/** Milliseconds from an answer to a change; negative when the other screen changed before the answer. */
const since = async (answered: number, changed: Promise<number>): Promise<number> =>
  (await changed) - answered
