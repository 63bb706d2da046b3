import type { Queryable } from '../../kernel/db.ts'
import type { Content, EntryKind } from './content.ts'

/** An entry as citizens see it, or last saw it. */
export interface Current {
  kind: EntryKind
  id: string
  content: Content
  /** False: not offered any more. */
  offered: boolean
  position: number
}

/**
 * Entries of a kind that are or were published, in the order of listing; all, or the one with that id. Those that are
 * not offered come last.
 */
export async function currentEntries(
  db: Queryable,
  kind: EntryKind,
  id: string | null = null,
): Promise<Current[]> {
  const { rows } = await db.query<Omit<Current, 'kind'>>(
    `WITH present AS (${PRESENT[kind]}),
          retired AS (
            SELECT DISTINCT ON (entry_id) entry_id AS id, content, offered FROM entry_revision
             WHERE kind = $1 AND ($2::text IS NULL OR entry_id = $2) ORDER BY entry_id, number DESC)
     SELECT coalesce(p.id, r.id) AS id,
            CASE WHEN p.offered THEN p.content ELSE coalesce(r.content, p.content) END AS content,
            coalesce(p.offered, false) AS offered,
            coalesce(p.position, 0) AS position
       FROM present p FULL JOIN retired r USING (id)
      ORDER BY 3 DESC, 4, 1`,
    [kind, id],
  )
  return rows.map((row) => ({ kind, ...row }))
}

/** The one with that id, whatever its kind has; undefined when it was never published. */
export const currentEntry = async (
  db: Queryable,
  kind: EntryKind,
  id: string,
): Promise<Current | undefined> => (await currentEntries(db, kind, id))[0]

/** Languages offered, the default first. */
export async function localesOf(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ locales: string[] | null }>('SELECT locales FROM office WHERE id = 1')
  return rows[0]?.locales ?? []
}

// Ids are compared byte by byte, as JavaScript sorts them.
const ids = (column: string, table: string, where: string) =>
  `(SELECT coalesce(jsonb_agg("${column}" ORDER BY "${column}" COLLATE "C"), '[]') FROM "${table}" WHERE ${where})`
const inOrder = (columns: string, table: string) =>
  `(SELECT coalesce(jsonb_agg(jsonb_build_object(${columns}) ORDER BY position), '[]')
      FROM ${table} WHERE service_id = t.id)`

const PRESENT: Record<EntryKind, string> = {
  SERVICE: `
    SELECT id, active AS offered, position, jsonb_build_object(
             'slug', slug, 'title', title, 'summary', summary, 'notes', notes, 'synonyms', synonyms,
             'mode', mode, 'durationMinutes', duration_minutes,
             'extraMinutesPerPerson', extra_minutes_per_person, 'maxPersons', max_persons,
             'walkInPossible', walk_in_possible, 'popular', popular, 'legalBasis', legal_basis,
             'leikaKeys', leika_keys, 'onlineAlternative', online_alternative, 'departmentId', department_id,
             'documents', ${inOrder(`'title', title, 'detail', detail, 'condition', condition`, 'required_document')},
             'fees', ${inOrder(
               `'label', label, 'amountCents', amount_cents, 'amountMaxCents', amount_max_cents,
                'currency', currency, 'condition', condition`,
               'fee',
             )},
             'topicIds', ${ids('B', '_ServiceToTopic', '"A" = t.id')},
             'deskIds', ${ids('A', '_DeskToService', '"B" = t.id')}) AS content
      FROM service t WHERE $2::text IS NULL OR id = $2`,
  TOPIC: `
    SELECT id, true AS offered, position, jsonb_build_object(
             'title', title, 'description', description,
             'serviceIds', ${ids('A', '_ServiceToTopic', '"B" = t.id')}) AS content
      FROM topic t WHERE $2::text IS NULL OR id = $2`,
  REFERRAL: `
    SELECT id, true AS offered, position, jsonb_build_object(
             'title', title, 'office', office, 'detail', detail, 'address', address, 'phone', phone, 'url', url,
             'synonyms', synonyms) AS content
      FROM referral t WHERE $2::text IS NULL OR id = $2`,
}
