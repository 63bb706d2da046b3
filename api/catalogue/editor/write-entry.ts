import type { ClientBase } from 'pg'
import { freeSlugs } from '../tables/retire.ts'
import {
  documentRows,
  feeRows,
  referralRow,
  serviceRow,
  serviceTopicRows,
  topicRow,
} from '../tables/rows.ts'
import { removeOthers, setExactly, type Tally, upsert } from '../tables/sync-rows.ts'
import { type Content, type EntryKind, idsIn, referralEntry, serviceEntry, topicEntry } from '../entry/content.ts'
import type { Current } from '../entry/current-entries.ts'

/** Makes citizens see a content that was checked; a new entry comes last in its list. */
export async function writeEntry(
  client: ClientBase,
  kind: EntryKind,
  id: string,
  content: Content,
  current: Current | undefined,
): Promise<void> {
  const position = current?.offered ? current.position : await lastPosition(client, kind)
  const tally: Tally = { created: 0, updated: 0, removed: 0 }
  if (kind === 'REFERRAL') {
    await upsert(client, tally, 'referral', ['id'], [referralRow(referralEntry(id, content), position)])
  } else if (kind === 'TOPIC') {
    await upsert(client, tally, 'topic', ['id'], [topicRow(topicEntry(id, content), position)])
    const rows = idsIn(content, 'serviceIds').map((service) => ({ A: service, B: id }))
    await setExactly(client, tally, '_ServiceToTopic', rows, ['A', 'B'], { column: 'B', ids: [id] })
  } else await writeService(client, tally, id, content, position)
}

async function writeService(
  client: ClientBase,
  tally: Tally,
  id: string,
  content: Content,
  position: number,
): Promise<void> {
  const service = serviceEntry(id, content)
  const ofService = { column: 'service_id', ids: [id] }
  await freeSlugs(client, [service])
  await upsert(client, tally, 'service', ['id'], [serviceRow(service, position)])
  const parts = { required_document: documentRows(service), fee: feeRows(service) }
  for (const table of ['required_document', 'fee'] as const) {
    await upsert(client, tally, table, ['service_id', 'position'], parts[table])
    await removeOthers(client, tally, table, ['service_id', 'position'], parts[table], ofService)
  }
  const topics = serviceTopicRows(service)
  await setExactly(client, tally, '_ServiceToTopic', topics, ['A', 'B'], { column: 'A', ids: [id] })
  const desks = idsIn(content, 'deskIds').map((desk) => ({ A: desk, B: id }))
  await setExactly(client, tally, '_DeskToService', desks, ['A', 'B'], { column: 'B', ids: [id] })
}

/** Behind all others. Kinds are named like their tables. */
async function lastPosition(client: ClientBase, kind: EntryKind): Promise<number> {
  const { rows } = await client.query<{ position: number }>(
    `SELECT coalesce(max(position), -1) + 1 AS position FROM ${kind.toLowerCase()}`,
  )
  return rows[0]!.position
}
