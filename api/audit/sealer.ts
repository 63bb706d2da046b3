import { setTimeout as pause } from 'node:timers/promises'
import type { App } from '../app.ts'
import { BATCH, sealBatch } from './seal.ts'

/** An entry is sealed about so long after its commit. */
const RHYTHM_MS = 1_000

/**
 * Seals the audit as it grows. Every process has a sealer, and the database lets one at a time do it: who finds another
 * at work leaves it to that one.
 */
export function startSealer({ db, log }: Pick<App, 'db' | 'log'>): { stop(): Promise<void> } {
  const ending = new AbortController()
  const running = run()

  async function run(): Promise<void> {
    // Whatever was left behind by earlier processes is found by the first look, which goes through everything.
    for (let since: string | null = null; !ending.signal.aborted;) {
      let more = false
      try {
        const done = await sealBatch(db, since)
        since = done ? done.since : since
        more = done?.sealed === BATCH
      } catch (error) {
        log.warn({ code: (error as { code?: string }).code }, 'audit: will seal later')
      }
      if (!more) await pause(RHYTHM_MS, null, { signal: ending.signal }).catch(() => {})
    }
  }

  return {
    async stop() {
      ending.abort()
      await running
    },
  }
}
