import type { BrowserContext } from 'playwright-core'

/*
 * The clock of browsers in a run at another instant (npm run test:clock). Chromium does not start under libfaketime, so
 * pages get the same offset by a script; service workers keep the machine's clock.
 */

/** The environment of browsers. */
export const browserEnvironment = { ...process.env, LD_PRELOAD: '' } as Record<string, string>

const offsetMs = 1000 * Number.parseInt(process.env.FAKETIME ?? '0')

/** Gives the pages of a context the clock of the run. */
export async function setClock(context: BrowserContext): Promise<void> {
  if (offsetMs !== 0) await context.addInitScript(shiftClock, offsetMs)
}

/** Runs in the page before its own scripts. */
function shiftClock(ms: number): void {
  const RealDate = Date
  window.Date = class extends RealDate {
    constructor(...given: [] | [number]) {
      if (given.length === 0) super(RealDate.now() + ms)
      else super(...given)
    }
    static override now(): number {
      return RealDate.now() + ms
    }
  } as DateConstructor
}
