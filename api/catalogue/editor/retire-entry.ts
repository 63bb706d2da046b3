import type { ClientBase } from 'pg'
import type { App } from '../../app/app.ts'
import { audit } from '../../audit/audit.ts'
import { runCommand } from '../../app/command.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { Rollback } from '../../kernel/transaction.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { checkEntry } from './check-entry.ts'
import type { EntryKind } from '../entry/content.ts'
import { type LockedEntry, lockEntry } from './lock-entry.ts'
import type { UpdatedEntry } from './outcome.ts'
import { writeRevision } from '../entry/write-revision.ts'

type Outcome = UpdatedEntry | Refused

/** Retires an entry. Booked visits keep their service and its documents. */
export async function retireEntry(
  app: App,
  staff: SignedInStaff,
  input: { kind: EntryKind; id: string },
  now: Date,
): Promise<Outcome> {
  const { kind, id } = input
  return runCommand<Outcome>(app, {}, async (client) => {
    const entry = await lockEntry(client, staff, input)
    if (!entry.current?.offered) throw new Rollback(refused('NO_SUCH_ENTRY'))
    await refuseLastTopic(client, entry)
    for (const statement of STATEMENTS[kind]) await client.query(statement, [id])
    const { content } = entry.current
    await writeRevision(client, entry.current, { kind, id, content, offered: false, author: staff.id }, now)
    await audit(client, `staff:${staff.id}`, 'catalogue.retired', { detail: { kind, id } })
    return { type: 'UpdatedEntry', kind, id }
  })
}

/** Refuses to retire the only topic of a service. */
async function refuseLastTopic(client: ClientBase, { kind, id, current }: LockedEntry): Promise<void> {
  if (kind !== 'TOPIC') return
  const problems = await checkEntry(client, kind, id, { ...current!.content, serviceIds: [] })
  if (problems.some(({ code }) => code === 'LAST_TOPIC')) throw new Rollback(refused('TOPIC_STILL_NEEDED'))
}

const STATEMENTS: Record<EntryKind, readonly string[]> = {
  SERVICE: [
    'UPDATE service SET active = false WHERE id = $1',
    'DELETE FROM "_ServiceToTopic" WHERE "A" = $1',
    'DELETE FROM "_DeskToService" WHERE "B" = $1',
  ],
  TOPIC: ['DELETE FROM topic WHERE id = $1'],
  REFERRAL: ['DELETE FROM referral WHERE id = $1'],
}
