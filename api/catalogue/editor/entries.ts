import type { App } from '../../app/app.ts'
import type { FieldProblem } from '../../kernel/outcome.ts'
import type { Queryable } from '../../kernel/db.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { entryTexts, missingIn } from '../missing-texts.ts'
import { textOf } from '../../kernel/text.ts'
import { checkEntry } from './check-entry.ts'
import type { Content, EntryKind } from '../entry/content.ts'
import { type Current, currentEntries, currentEntry, localesOf } from '../entry/current-entries.ts'
import { isSame, merged } from '../entry/difference.ts'
import { type Draft, draftOf, mayEdit, publishedContent, storedDraft } from './lock-entry.ts'

/**
 * State of an entry. PUBLISHED: without a draft. CHANGED: published, and a draft differs from it. NEW: a draft that was
 * never published. RETIRED: no longer offered.
 */
export type EntryState = 'PUBLISHED' | 'CHANGED' | 'NEW' | 'RETIRED'

/** An entry with its published version and its draft. */
export interface Entry {
  kind: EntryKind
  id: string
  current: Current | undefined
  draft: Draft | null
  /** Languages offered, the default first. */
  locales: string[]
}

/** The entries of a kind that a member of staff may edit, in the public order; entries that are not public come last. */
export async function entriesOf({ db }: App, staff: SignedInStaff, kind: EntryKind): Promise<Entry[]> {
  const [locales, published, drafts] = [
    await localesOf(db.pool),
    await currentEntries(db.pool, kind),
    await draftsOf(db.pool, kind),
  ]
  const known = published.map((current) => ({
    ...{ kind, id: current.id, current, locales },
    draft: drafts.get(current.id) ?? null,
  }))
  const ids = new Set(known.map(({ id }) => id))
  const fresh = [...drafts]
    .filter(([id]) => !ids.has(id))
    .map(([id, draft]) => ({ kind, id, current: undefined, draft, locales }))
  return [
    ...known.filter(({ current }) => current.offered),
    ...fresh,
    ...known.filter(({ current }) => !current.offered),
  ].filter((entry) => mayEdit(staff, entry))
}

/** One entry; null: not found, or the member of staff may not edit it. */
export async function entryOf(
  { db }: App,
  staff: SignedInStaff,
  kind: EntryKind,
  id: string,
): Promise<Entry | null> {
  const entry = {
    ...{ kind, id, locales: await localesOf(db.pool) },
    current: await currentEntry(db.pool, kind, id),
    draft: await draftOf(db.pool, kind, id),
  }
  return mayEdit(staff, entry) ? entry : null
}

async function draftsOf(db: Queryable, kind: EntryKind): Promise<Map<string, Draft>> {
  const { rows } = await db.query<Draft & { id: string }>(
    `SELECT entry_id AS id, content, base, version, changed_at AS "changedAt", changed_by AS "changedBy"
       FROM entry_draft WHERE kind = $1 ORDER BY changed_at`,
    [kind],
  )
  return new Map(rows.map((row) => [row.id, storedDraft(kind, row)]))
}

export function stateOf({ current, draft }: Pick<Entry, 'current' | 'draft'>): EntryState {
  if (!current) return 'NEW'
  if (!current.offered) return 'RETIRED'
  return draft && !isSame(draft.content, current.content) ? 'CHANGED' : 'PUBLISHED'
}

/** The content of the draft; without one, the published content. */
export const workingContent = ({ current, draft }: Pick<Entry, 'current' | 'draft'>): Content =>
  draft?.content ?? current?.content ?? {}

export const titleOf = (entry: Entry, locale: string): string =>
  textOf(workingContent(entry)['title'], locale) || entry.id

/** Whether the draft is based on an older version than the published one. */
export const isOvertaken = ({ current, draft }: Entry): boolean =>
  draft !== null && !isSame(draft.base, publishedContent(current))

/** Problems that prevent the draft from being published; empty without a draft. */
export const checkDraft = async ({ db }: App, { kind, id, draft }: Entry): Promise<FieldProblem[]> =>
  draft ? checkEntry(db.pool, kind, id, draft.content) : []

/** Paths of the fields that the draft and a newer published version have changed differently. */
export function clashesOf(entry: Entry): string[] {
  const published = publishedContent(entry.current)
  if (!entry.draft || !published || !isOvertaken(entry)) return []
  return merged(entry.draft.base ?? {}, entry.draft.content, published).clashes
}

const ENTITIES = { SERVICE: 'service', TOPIC: 'topic', REFERRAL: 'referral' } as const

/** Number of missing texts by language, without the default language. */
export function missingOf(entry: Entry): { locale: string; count: number }[] {
  const { kind, id, locales } = entry
  const [base, ...others] = locales
  if (base === undefined) return []
  const texts = entryTexts(kind, workingContent(entry))
  const about = { entity: ENTITIES[kind], id, title: '', texts }
  return others.map((locale) => ({ locale, count: missingIn(about, base, locale).length }))
}
