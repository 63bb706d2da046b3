import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { runningEmbedded } from '../../api/database/embedded.ts'
import { lane } from '../support/lane.ts'

/** A moment of a first start that can be seen from outside: resolves as soon as it is there. */
export interface Moment {
  name: string
  reached(dataDir: string): Promise<void>
}

/** In their order, from the empty folder to the whole catalogue. */
const EVERY_MOMENT: Moment[] = [
  { name: 'the data folder is made', reached: (dataDir) => until(() => filesIn(dataDir)) },
  {
    name: 'PostgreSQL makes its files',
    reached: (dataDir) => until(async () => (await filesIn(dataDir))?.some((name) => name.endsWith('.new'))),
  },
  {
    name: 'PostgreSQL starts',
    reached: (dataDir) =>
      until(async () => (await filesIn(join(dataDir, 'postgres')))?.includes('postmaster.pid')),
  },
  { name: 'PostgreSQL answers', reached: (dataDir) => until(() => asked(dataDir, 'SELECT 1')) },
  {
    name: 'the catalogue is imported',
    reached: (dataDir) => until(() => asked(dataDir, 'SELECT 1 FROM office')),
  },
]

/** Those at which this lane interrupts a first start. */
export const MOMENTS: Moment[] = lane.interruptedAt.map((index) => EVERY_MOMENT[index]!)

async function until(isThere: () => Promise<unknown>): Promise<void> {
  while (!(await isThere())) await pause(5)
}

const filesIn = (folder: string) => readdir(folder).catch(() => undefined)

/** Whether the product's database answers the query with a row. */
async function asked(dataDir: string, query: string): Promise<boolean> {
  if (!(await filesIn(join(dataDir, 'postgres')))?.includes('postmaster.pid')) return false
  const client = new pg.Client({ connectionString: await runningEmbedded(dataDir) })
  client.on('error', () => {})
  try {
    await client.connect()
    return (await client.query(query)).rows.length > 0
  } catch {
    // Not yet.
    return false
  } finally {
    await client.end().catch(() => {})
  }
}
