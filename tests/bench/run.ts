import { join } from 'node:path'
import { mkdir } from 'node:fs/promises'
import { type ApiProcess, startApi } from './api-process.ts'
import type { BenchDatabases } from './databases.ts'
import { type Measured, measure } from './load.ts'
import type { Profile } from './profile.ts'
import type { Usage } from './reporter.ts'
import { type Given, GROUPS, type Workload } from './workloads.ts'

/** Result of a workload. */
export interface Result extends Measured {
  workload: Workload
  /** Milliseconds of processor time of the product's process for each turn. */
  cpuPerTurn: number
  profile?: Profile
}

/** Memory of a process of the product. */
export interface Memory {
  /** Before the first request, after garbage collection. */
  idle: Usage
  loaded: Usage
  /** After the load and garbage collection. */
  collected: Usage
}

export interface RunOptions {
  seconds: number
  /** Names of workloads; empty: all. */
  only: string[]
  profile: boolean
  /** Parent of the data folders. */
  folder: string
  /** Prints the workload that begins. */
  say(line: string): void
  /** Collects the functions that must be called when the run is interrupted. */
  opened: (() => Promise<void>)[]
}

/** Load before each measurement, for compiling code and filling connections and caches. */
const WARM_UP_SECONDS = 1.5
/** A closed port, so that mails stay in the outbox and the process only answers requests. */
const NO_MAIL_SERVER = 'smtp://127.0.0.1:1'

/** Runs workloads against the product; each group has its own process and database. */
export async function runWorkloads(
  databases: BenchDatabases,
  given: Given,
  options: RunOptions,
): Promise<{ results: Result[]; memory: Memory | undefined }> {
  const results: Result[] = []
  let memory: Memory | undefined
  for (const [index, { mails, workloads }] of GROUPS.entries()) {
    const selected = workloads.filter(({ name }) => options.only.length === 0 || options.only.includes(name))
    if (selected.length === 0) continue
    const dataDir = join(options.folder, `data-${index}`)
    await mkdir(dataDir)
    const smtpUrl = mails ? undefined : NO_MAIL_SERVER
    const starting = startApi({ databaseUrl: await databases.fresh(), dataDir, smtpUrl })
    options.opened.push(async () => (await starting).end())
    const api = await starting
    const idle = await api.usage({ afterCollectingGarbage: true })
    for (const workload of selected) {
      options.say(workload.title)
      results.push(await runWorkload(api, workload, given, options))
    }
    const loaded = await api.usage()
    // The first process has handled all kinds of requests.
    memory ??= { idle, loaded, collected: await api.usage({ afterCollectingGarbage: true }) }
    await api.end()
  }
  return { results, memory }
}

async function runWorkload(
  api: ApiProcess,
  workload: Workload,
  given: Given,
  { seconds, profile }: RunOptions,
): Promise<Result> {
  const callers = workload.callers(given)
  const load = (duration: number) =>
    measure({
      graphql: api.graphql,
      connections: callers.length,
      seconds: duration,
      turnsOf: (n) => callers[n]!,
    })
  await load(WARM_UP_SECONDS)
  if (profile) await api.startProfile()
  const before = await api.usage()
  const measured = await load(seconds)
  const after = await api.usage()
  return {
    ...measured,
    workload,
    cpuPerTurn: (after.cpuMillis - before.cpuMillis) / measured.turns,
    profile: profile ? await api.stopProfile() : undefined,
  }
}
