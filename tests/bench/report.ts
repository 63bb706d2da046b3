import { cpus, loadavg, totalmem } from 'node:os'
import { type Measured, percentile } from './load.ts'
import type { DatabaseMeasured } from './pgbench.ts'
import { type Consumer, consumers, type Profile } from './profile.ts'
import type { Memory, Result } from './run.ts'
import { mebibytes, short, table } from './table.ts'
import type { Workload } from './workloads.ts'

/** The machine and versions, in one line. */
export function machine(postgres: { version: string; fsync: string }): string {
  const [first] = cpus()
  const [load] = loadavg()
  const busy =
    load! > 0.5 ? ` · busy with other things before (load ${short(load!)}), so figures are low` : ''
  return (
    `${cpus().length} × ${first?.model.trim() ?? 'unknown processor'}, ${mebibytes(totalmem())} · ` +
    `Node ${process.versions.node} · PostgreSQL ${postgres.version}, fsync ${postgres.fsync}${busy}`
  )
}

/** All measurements, one on each line. */
export function figures(results: Result[], database: DatabaseMeasured | undefined): string {
  const row = (
    title: string,
    { perSecond, latencies }: Pick<Measured, 'perSecond' | 'latencies'>,
    ...more: string[]
  ) => [
    title,
    short(perSecond),
    ...[0.5, 0.95, 0.99].map((share) => short(percentile(latencies, share))),
    ...more,
  ]
  const rows = results.map((result) =>
    row(
      result.workload.title,
      result,
      short(result.cpuPerTurn),
      short(result.received / result.turns / 1000),
      String(result.failed),
    ),
  )
  if (database) rows.push(row(`the same booking by ${database.by}`, database, '', '', '0'))
  return table(['', 'per second', 'p50 ms', 'p95 ms', 'p99 ms', 'API CPU ms', 'answer kB', 'failed'], rows)
}

/** Ratios of measurements to their baselines. */
export function ratios(results: Result[], database: DatabaseMeasured | undefined): string {
  const of = (name: string) => results.find(({ workload }) => workload.name === name)?.perSecond
  const trivial = of('trivial')
  const lines = [
    ...['slots-1', 'slots-62'].map((name) => ['a trivial query', name, trivial] as const),
    ...['book', 'hold-confirm', 'book-mails'].map(
      (name) => ['the database alone', name, database?.perSecond] as const,
    ),
  ].flatMap(([beside, name, base]) => {
    const own = of(name)
    const title = results.find(({ workload }) => workload.name === name)?.workload.title
    return own && base ? [`  ${title}: ${short((100 * own) / base)} % of ${beside}`] : []
  })
  return lines.join('\n')
}

export function memoryOf({ idle, loaded, collected }: Memory): string {
  const row = (title: string, { rss, heapUsed }: Memory['idle']) => [
    title,
    mebibytes(rss),
    mebibytes(heapUsed),
  ]
  return table(
    ['memory of the first process', 'RSS', 'heap'],
    [row('idle', idle), row('after load', loaded), row('and garbage collected', collected)],
  )
}

/** Distribution of processor time during a workload. */
export function profileOf({ title }: Workload, profile: Profile): string {
  const { packages, callers } = consumers(profile)
  const lines = (of: Consumer[]) =>
    of.slice(0, 25).map(({ name, share }) => `  ${(100 * share).toFixed(1).padStart(5)} %  ${name}`)
  return [
    `\n  ${title}: where the busy time of the product's process goes, by what ran`,
    ...lines(packages),
    `\n  ${title}: the same time, by which function of ours had it done`,
    ...lines(callers),
  ].join('\n')
}
