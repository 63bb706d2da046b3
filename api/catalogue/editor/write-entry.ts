import type { ClientBase } from 'pg'
import {
  type Content,
  type EntryKind,
  idsIn,
  referralEntry,
  serviceEntry,
  topicEntry,
} from '../entry/content.ts'
import type { Current } from '../entry/current-entries.ts'
import { type Field, FIELDS } from '../fields/index.ts'
import { freeSlugs } from '../tables/retire.ts'
import { entryRow, partRows, relationRows } from '../tables/rows.ts'
import { removeOthers, setExactly, type Tally, upsert } from '../tables/sync-rows.ts'

/** Writes a valid content to the public tables. A new entry is the last of its list. */
export async function writeEntry(
  client: ClientBase,
  kind: EntryKind,
  id: string,
  content: Content,
  current: Current | undefined,
): Promise<void> {
  const position = current?.offered ? current.position : await lastPosition(client, kind)
  const tally: Tally = { created: 0, updated: 0, removed: 0 }
  const entry = ENTRIES[kind](id, content)
  if ('slug' in entry) await freeSlugs(client, [entry])
  await upsert(client, tally, tableOf(kind), ['id'], [entryRow(kind, entry, position)])
  for (const [name, field] of Object.entries<Field>(FIELDS[kind])) {
    if (field.kind === 'rows') {
      const rows = partRows(field, id, content[name] as Content[])
      const key = ['service_id', 'position']
      await upsert(client, tally, field.table, key, rows)
      await removeOthers(client, tally, field.table, key, rows, { column: 'service_id', ids: [id] })
    }
    if (field.kind === 'references') {
      const rows = relationRows(field, id, idsIn(content, name))
      const scope = { column: field.relation.own, ids: [id] }
      await setExactly(client, tally, field.relation.table, rows, ['A', 'B'], scope)
    }
  }
}

const ENTRIES = { SERVICE: serviceEntry, TOPIC: topicEntry, REFERRAL: referralEntry }

const tableOf = (kind: EntryKind): string => kind.toLowerCase()

async function lastPosition(client: ClientBase, kind: EntryKind): Promise<number> {
  const { rows } = await client.query<{ position: number }>(
    `SELECT coalesce(max(position), -1) + 1 AS position FROM ${tableOf(kind)}`,
  )
  return rows[0]!.position
}
