import { setTimeout as pause } from 'node:timers/promises'
import type { App } from '../app/app.ts'
import { BATCH, sealBatch } from './seal.ts'

/** Entries are sealed about so long after their commit. */
const INTERVAL_MS = 1_000

/**
 * Seals new entries in the background. Every process runs a sealer; a lock in the database lets one of them work at a
 * time, and the others skip that round.
 */
export function startSealer({ db, log }: Pick<App, 'db' | 'log'>): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const running = run()

  async function run(): Promise<void> {
    // The first round searches all entries, for those that an ended process left unsealed.
    for (let since: string | null = null; !stopping.signal.aborted;) {
      let more = false
      try {
        const result = await sealBatch(db, since)
        since = result ? result.since : since
        more = result?.sealed === BATCH
      } catch (error) {
        log.warn({ code: (error as { code?: string }).code }, 'audit: sealing failed, retrying')
      }
      if (!more) await pause(INTERVAL_MS, null, { signal: stopping.signal }).catch(() => {})
    }
  }

  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}
