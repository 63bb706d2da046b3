import type { App } from '../../app/app.ts'
import { entryTitle } from '../../inputs/entry-title.ts'
import { check } from '../../inputs/field-problems.ts'
import { invalid, type InvalidInput, type Refused } from '../../kernel/outcome.ts'
import { inTransaction } from '../../kernel/transaction.ts'
import type { Queryable } from '../../kernel/db.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { FIELDS } from '../fields/index.ts'
import { lockCatalogue } from '../tables/lock-catalogue.ts'
import { type EntryKind, newContent } from '../entry/content.ts'
import { localesOf } from '../entry/current-entries.ts'
import { lockEntry } from './lock-entry.ts'
import type { UpdatedEntry } from './outcome.ts'
import { writeDraft } from './save-draft.ts'

export interface NewEntryInput {
  kind: EntryKind
  /** In the default language. */
  title: string
  /** Id of an entry of this kind whose content is copied; null: none. */
  copyOf: string | null
}

type Outcome = UpdatedEntry | InvalidInput | Refused

/** Characters; leaves room for a number that makes the id unique. */
const MAX_ID = 70

/** Creates an entry: a draft with a title and an id derived from it, empty or as a copy of another entry. */
export async function newEntry(
  app: App,
  staff: SignedInStaff,
  input: NewEntryInput,
  now: Date,
): Promise<Outcome> {
  const { kind, copyOf } = input
  const checked = check(entryTitle(FIELDS[kind].title.max), input.title, 'title')
  if ('problems' in checked) return invalid(checked.problems)
  const title = checked.value
  return inTransaction<Outcome>(app.db.pool, async (client) => {
    await lockCatalogue(client)
    const original = copyOf === null ? undefined : await lockEntry(client, staff, { kind, id: copyOf })
    const [locale = 'de'] = await localesOf(client)
    const initial = original?.draft?.content ?? original?.current?.content ?? newContent(kind, locale)
    const id = await freeId(client, kind, idOf(title))
    const content = { ...initial, title: { [locale]: title }, ...(kind === 'SERVICE' && { slug: id }) }
    await writeDraft(client, staff, { kind, id, content, base: null }, now)
    return { type: 'UpdatedEntry', kind, id }
  })
}

/** `Ärztliche Bescheinigung (Kopie)` → `aerztliche-bescheinigung-kopie` */
export function idOf(title: string): string {
  const spelled = title.toLowerCase().replaceAll(/[äöüß]/g, (letter) => SPELLED[letter]!)
  const plain = spelled.normalize('NFKD').replaceAll(/\p{M}/gu, '')
  const slug = plain.replaceAll(/[^a-z0-9]+/g, '-').slice(0, MAX_ID)
  return slug.replaceAll(/^-|-$/g, '') || 'eintrag'
}

const SPELLED: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' }

/** The preferred id, or with the first number that makes it one that was never used. */
async function freeId(db: Queryable, kind: EntryKind, preferred: string): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM ${kind.toLowerCase()} UNION SELECT entry_id FROM entry_draft WHERE kind = $1
      UNION SELECT entry_id FROM entry_revision WHERE kind = $1
      UNION SELECT entry_id FROM imported_entry WHERE kind = $1
      ${kind === 'SERVICE' ? 'UNION SELECT slug FROM service' : ''}`,
    [kind],
  )
  const taken = new Set(rows.map(({ id }) => id))
  for (let number = 1; ; number++) {
    const id = number === 1 ? preferred : `${preferred}-${number}`
    if (!taken.has(id)) return id
  }
}
