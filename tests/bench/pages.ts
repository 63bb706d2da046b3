import { audit, type Audit } from '../support/browser/lighthouse.ts'
import { findBrowsers } from '../support/browser/find-browser.ts'
import { startApi } from './api-process.ts'
import type { BenchDatabases } from './databases.ts'
import { short, table } from './table.ts'

const SERVICE = 'personalausweis-beantragen'
const PAGES = {
  'start page': '/',
  'page of a service': `/dienstleistung/${SERVICE}`,
  'free times': `/termin/zeit?dienst=${SERVICE}`,
}
/** Number of audits of a page; the median counts, because the scores of Lighthouse vary. */
const RUNS = 3

/** Audits first visits with Lighthouse's emulated phone and slow mobile network. @returns a table; the target is 95 */
export async function measurePages(databases: BenchDatabases, folder: string): Promise<string> {
  const api = await startApi({ databaseUrl: await databases.fresh(), dataDir: folder })
  try {
    const rows: string[][] = []
    for (const [title, path] of Object.entries(PAGES)) {
      const url = new URL(path, api.graphql).href
      const audits: Audit[] = []
      while (audits.length < RUNS) audits.push(await audit(findBrowsers().lean, url, ['performance']))
      rows.push([title, ...cells(middle(audits))])
    }
    return table(['first visit by phone', 'Lighthouse', 'FCP ms', 'LCP ms', 'TBT ms', 'shift'], rows)
  } finally {
    await api.end()
  }
}

const middle = (audits: Audit[]) =>
  audits.sort((a, b) => a.scores.performance! - b.scores.performance!)[Math.floor(audits.length / 2)]!

const cells = ({ scores, paint, blocked, shift }: Audit) => [
  String(scores.performance),
  ...[paint.first, paint.largest, blocked, shift].map(short),
]
