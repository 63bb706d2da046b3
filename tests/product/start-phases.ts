import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { runningEmbedded } from '../../api/database/embedded.ts'
import { lane } from '../support/lane.ts'

/** A phase of a first start that is visible from outside. */
export interface StartPhase {
  name: string
  /** Resolves when the phase has begun. */
  reached(dataDir: string): Promise<void>
}

/** In order, from the empty folder to the imported catalogue. */
const ALL_PHASES: StartPhase[] = [
  { name: 'the data folder is created', reached: (dataDir) => until(() => filesIn(dataDir)) },
  {
    name: 'PostgreSQL creates its files',
    reached: (dataDir) => until(async () => (await filesIn(dataDir))?.some((name) => name.endsWith('.new'))),
  },
  {
    name: 'PostgreSQL starts',
    reached: (dataDir) =>
      until(async () => (await filesIn(join(dataDir, 'postgres')))?.includes('postmaster.pid')),
  },
  { name: 'PostgreSQL answers', reached: (dataDir) => until(() => hasRow(dataDir, 'SELECT 1')) },
  {
    name: 'the catalogue is imported',
    reached: (dataDir) => until(() => hasRow(dataDir, 'SELECT 1 FROM office')),
  },
]

/** The phases in which this lane interrupts a first start. */
export const START_PHASES: StartPhase[] = lane.interruptedAt.map((index) => ALL_PHASES[index]!)

async function until(condition: () => Promise<unknown>): Promise<void> {
  while (!(await condition())) await pause(5)
}

const filesIn = (folder: string) => readdir(folder).catch(() => undefined)

/** Whether the query returns a row in the database of the product. */
async function hasRow(dataDir: string, query: string): Promise<boolean> {
  if (!(await filesIn(join(dataDir, 'postgres')))?.includes('postmaster.pid')) return false
  const client = new pg.Client({ connectionString: await runningEmbedded(dataDir) })
  client.on('error', () => {})
  try {
    await client.connect()
    return (await client.query(query)).rows.length > 0
  } catch {
    // Not ready yet.
    return false
  } finally {
    await client.end().catch(() => {})
  }
}
