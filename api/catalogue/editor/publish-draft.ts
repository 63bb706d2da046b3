import type { ClientBase } from 'pg'
import type { App } from '../../app/app.ts'
import { audit } from '../../audit/audit.ts'
import { runCommand } from '../../app/command.ts'
import { invalid, type InvalidInput, type Refused, refused } from '../../kernel/outcome.ts'
import { Rollback } from '../../kernel/transaction.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { checkEntry } from './check-entry.ts'
import { refuseOvertaken, refuseStale } from './conflict.ts'
import { type Content, idsIn } from '../entry/content.ts'
import { type Current, currentEntries } from '../entry/current-entries.ts'
import { type EntryInput, type LockedEntry, lockEntry, mayKeep } from './lock-entry.ts'
import type { EntryConflict, UpdatedEntry } from './outcome.ts'
import { writeRevision } from '../entry/write-revision.ts'
import { dropDraft } from './save-draft.ts'
import { writeEntry } from './write-entry.ts'

type Outcome = UpdatedEntry | EntryConflict | InvalidInput | Refused

/**
 * Publishes a draft: writes the public rows and a revision, and deletes the draft. Open pages load it with their next
 * request. Booked visits keep their time and length.
 */
export async function publishDraft(
  app: App,
  staff: SignedInStaff,
  input: EntryInput,
  now: Date,
): Promise<Outcome> {
  const { kind, id } = input
  const author = staff.id
  return runCommand<Outcome>(app, {}, async (client) => {
    const entry = await lockEntry(client, staff, input)
    if (!entry.draft) throw new Rollback(refused('NOTHING_TO_PUBLISH'))
    refuseStale(entry, input, null)
    refuseOvertaken(entry)
    const { content } = entry.draft
    const problems = await checkEntry(client, kind, id, content)
    if (!mayKeep(staff, kind, content)) problems.push({ field: 'departmentId', code: 'OTHER_DEPARTMENT' })
    if (problems.length > 0) throw new Rollback(invalid(problems))
    const others = kind === 'TOPIC' ? await servicesThatChange(client, staff, entry, content) : []
    await writeEntry(client, kind, id, content, entry.current)
    for (const { before, after } of others)
      await writeRevision(client, before, { ...before, content: after, author }, now)
    const number = await writeRevision(
      client,
      entry.current,
      { kind, id, content, offered: true, author },
      now,
    )
    await dropDraft(client, kind, id)
    await audit(client, `staff:${author}`, 'catalogue.published', { detail: { kind, id, revision: number } })
    return { type: 'UpdatedEntry', kind, id }
  })
}

/**
 * The services that are added to a topic or removed from it, with their changed lists of topics.
 * @throws Rollback when one of them belongs to a department that is not the editor's
 */
async function servicesThatChange(
  client: ClientBase,
  staff: SignedInStaff,
  { id, current }: LockedEntry,
  content: Content,
): Promise<{ before: Current; after: Content }[]> {
  const [had, has] = [current?.content ?? {}, content].map((one) => new Set(idsIn(one, 'serviceIds')))
  const changed = had!.symmetricDifference(has!)
  const services = (await currentEntries(client, 'SERVICE')).filter((service) => changed.has(service.id))
  if (!services.every((service) => mayKeep(staff, 'SERVICE', service.content)))
    throw new Rollback(invalid([{ field: 'serviceIds', code: 'OTHER_DEPARTMENT' }]))
  return services.map((before) => {
    const others = idsIn(before.content, 'topicIds').filter((topic) => topic !== id)
    const topicIds = has!.has(before.id) ? [...others, id].toSorted() : others
    return { before, after: { ...before.content, topicIds } }
  })
}
