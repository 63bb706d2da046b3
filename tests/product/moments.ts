import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { runningEmbedded } from '../../api/database/embedded.ts'
import { lane } from '../support/lane.ts'

/** A moment of a first start that another process can observe. */
export interface Moment {
  name: string
  /** Resolves when a start on this data folder has reached the moment. */
  reached(dataDir: string): Promise<void>
}

/** In order of time. */
const EVERY_MOMENT: Moment[] = [
  { name: 'the data folder is created', reached: (dataDir) => until(() => filesIn(dataDir)) },
  {
    name: 'initdb creates the cluster',
    reached: (dataDir) => until(async () => (await filesIn(dataDir))?.some((name) => name.endsWith('.new'))),
  },
  {
    name: 'PostgreSQL starts',
    reached: (dataDir) =>
      until(async () => (await filesIn(join(dataDir, 'postgres')))?.includes('postmaster.pid')),
  },
  { name: 'PostgreSQL accepts connections', reached: (dataDir) => until(() => hasRow(dataDir, 'SELECT 1')) },
  {
    name: 'the catalogue is imported',
    reached: (dataDir) => until(() => hasRow(dataDir, 'SELECT 1 FROM office')),
  },
]

/** Moments at which this lane interrupts a first start. */
export const MOMENTS: Moment[] = lane.interruptedAt.map((index) => EVERY_MOMENT[index]!)

async function until(isReached: () => Promise<unknown>): Promise<void> {
  while (!(await isReached())) await pause(5)
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
