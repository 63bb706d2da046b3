import type { ClientBase } from 'pg'
import type { Database } from '../../kernel/db.ts'
import { keepImport } from './last-import.ts'
import { mergeImport, type MergedImport } from './merge-import.ts'
import { currentEntry } from '../entry/current-entries.ts'
import { writeRevision } from '../entry/write-revision.ts'
import type { Catalogue } from '../format/catalogue.ts'
import { lockCatalogue } from '../tables/lock-catalogue.ts'
import { desksWithPlannedHours } from '../tables/planned-hours.ts'
import { CatalogueError } from '../format/problem.ts'
import { readCatalogue } from './read-catalogue.ts'
import { freeSlugs, removeUnused, retirables, retire } from '../tables/retire.ts'
import { rowsOf } from '../tables/rows.ts'
import { removeOthers, setExactly, type Tally, upsert } from '../tables/sync-rows.ts'

export interface ImportOptions {
  /** The files replace the editors' changes, which stay in the history. */
  replace?: boolean
  /** Folder of the files, for messages. */
  dir?: string
}

const ADVICE = [
  'Editors have changed these entries since the last import. Write into the files what shall count, or let the files',
  'win over all that editors have changed, which stays in the history: npm run catalogue:import -- DIR --replace',
]

/**
 * Imports a catalogue in one transaction. Importing the same catalogue again writes nothing.
 * Bookings and closures do not change; removed services and desks that are still referenced become inactive. Concurrent
 * imports run one after the other.
 *
 * Services, topics and referrals are merged with the editors' changes field by field, see merge-import.ts. Weekly hours
 * that planners have changed are kept.
 * @returns the number of rows written in all tables; zero without changes
 * @throws CatalogueError with all fields that files and editors have changed differently
 */
export async function importCatalogue(
  db: Database,
  catalogue: Catalogue,
  now: Date,
  { replace = false, dir = 'the files' }: ImportOptions = {},
): Promise<Tally> {
  const client = await db.pool.connect()
  try {
    await client.query('BEGIN')
    // Concurrent imports wait for the lock, and an import takes seconds, so the usual timeout is too short.
    await client.query("SET LOCAL lock_timeout = '60s'")
    await lockCatalogue(client)
    const merged = await mergeImport(client, catalogue, { replace })
    if (merged.problems.length > 0) throw new CatalogueError(dir, merged.problems, ADVICE)
    await writeRevisions(client, merged, now)
    const planned = replace ? new Set<string>() : await desksWithPlannedHours(client)
    const tally = await write(client, merged.catalogue, planned)
    await keepImport(client, merged.files)
    await client.query('COMMIT')
    client.release()
    return tally
  } catch (error) {
    // Closes the connection: the server rolls back, and a connection that failed is not reused.
    client.release(true)
    throw error
  }
}

/** Rows that an import wrote, with a summary of the catalogue. */
export interface ImportReport extends Tally {
  /** One line for the console or log. */
  summary: string
}

/**
 * Reads and imports the catalogue in a folder.
 * @throws CatalogueError with all problems; nothing was imported
 */
export async function importFrom(
  db: Database,
  dir: string,
  now: Date,
  { replace = false }: Pick<ImportOptions, 'replace'> = {},
): Promise<ImportReport> {
  const catalogue = await readCatalogue(dir)
  const tally = await importCatalogue(db, catalogue, now, { replace, dir })
  const { office, services, topics, departments, desks, referrals } = catalogue
  const contents = [
    `${services.length} services`,
    `${topics.length} topics`,
    `${departments.length} departments`,
    `${desks.length} desks`,
    `${referrals.length} referrals`,
  ].join(', ')
  const { created, updated, removed } = tally
  const changes =
    created + updated + removed === 0
      ? 'Nothing had changed.'
      : `Rows: ${created} created, ${updated} updated, ${removed} removed.`
  const name = office.name[office.locales[0] ?? ''] ?? dir
  return { ...tally, summary: `Catalogue of ${name}: ${contents}. ${changes}` }
}

/** Adds a revision for each changed entry. */
async function writeRevisions(client: ClientBase, { changes }: MergedImport, now: Date): Promise<void> {
  for (const change of changes) {
    const before = await currentEntry(client, change.kind, change.id)
    await writeRevision(client, before, { ...change, author: null }, now)
  }
}

/** @param planned desks whose weekly hours are not changed */
async function write(client: ClientBase, catalogue: Catalogue, planned: ReadonlySet<string>): Promise<Tally> {
  const tally: Tally = { created: 0, updated: 0, removed: 0 }
  const rows = rowsOf(catalogue)
  const ids = (list: { id: string }[]) => list.map(({ id }) => id)
  const ofServices = { column: 'service_id', ids: ids(catalogue.services) }
  const ofDesks = { column: 'desk_id', ids: ids(catalogue.desks).filter((id) => !planned.has(id)) }
  const openings = rows.opening.filter((row) => !planned.has(row.desk_id as string))
  const hours = ['desk_id', 'weekday', 'from_minute', 'to_minute', 'valid_from', 'valid_until']

  await upsert(client, tally, 'office', ['id'], rows.office)
  await upsert(client, tally, 'page', ['id'], rows.page)
  await removeOthers(client, tally, 'page', ['id'], rows.page)
  await upsert(client, tally, 'topic', ['id'], rows.topic)
  await upsert(client, tally, 'department', ['id'], rows.department)
  await upsert(client, tally, 'location', ['id'], rows.location)

  await freeSlugs(client, catalogue.services)
  await upsert(client, tally, 'service', ['id'], rows.service)
  for (const table of ['required_document', 'fee'] as const) {
    await upsert(client, tally, table, ['service_id', 'position'], rows[table])
    await removeOthers(client, tally, table, ['service_id', 'position'], rows[table], ofServices)
  }
  await upsert(client, tally, 'referral', ['id'], rows.referral)
  await removeOthers(client, tally, 'referral', ['id'], rows.referral)

  await upsert(client, tally, 'desk', ['id'], rows.desk)
  await setExactly(client, tally, 'opening', openings, hours, ofDesks)
  await setExactly(client, tally, '_ServiceToTopic', rows.serviceTopics, ['A', 'B'])
  await setExactly(client, tally, '_DeskToService', rows.deskServices, ['A', 'B'])

  for (const retirable of retirables) {
    const kept = retirable.table === 'service' ? catalogue.services : catalogue.desks
    await retire(client, tally, retirable, ids(kept))
  }
  await removeUnused(client, tally, {
    departments: ids(catalogue.departments),
    locations: ids(catalogue.locations),
    topics: ids(catalogue.topics),
  })
  return tally
}
