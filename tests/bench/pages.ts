import { audit, type Audit } from '../support/lighthouse.ts'
import { findBrowsers } from '../support/find-browser.ts'
import { startApi } from './api-process.ts'
import type { BenchDatabases } from './databases.ts'
import { short, table } from './table.ts'

const SERVICE = 'personalausweis-beantragen'
const PAGES = {
  'start page': '/',
  'page of a service': `/dienstleistung/${SERVICE}`,
  'free times': `/termin/zeit?dienst=${SERVICE}`,
}
/** Lighthouse's figures differ from run to run: the one in the middle counts. */
const RUNS = 3

/** How a first visit looks to Lighthouse's middling phone on a slow mobile network; a table, 95 and more is the aim. */
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
