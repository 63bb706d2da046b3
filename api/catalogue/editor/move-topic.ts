import type { App } from '../../app/app.ts'
import { audit } from '../../audit/audit.ts'
import { runCommand } from '../../app/command.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { Rollback } from '../../kernel/transaction.ts'
import type { SignedInStaff } from '../../identity/session.ts'
import { lockCatalogue } from '../tables/lock-catalogue.ts'
import type { UpdatedEntry } from './outcome.ts'

type Outcome = UpdatedEntry | Refused

/** Moves a topic one place up or down in the public list; without effect at the end of the list. */
export async function moveTopic(
  app: App,
  staff: SignedInStaff,
  { id, up }: { id: string; up: boolean },
): Promise<Outcome> {
  return runCommand<Outcome>(app, {}, async (client) => {
    await lockCatalogue(client)
    const { rows } = await client.query<{ id: string; position: number }>(
      'SELECT id, position FROM topic ORDER BY position, id',
    )
    const place = rows.findIndex((topic) => topic.id === id)
    if (place < 0) throw new Rollback(refused('NO_SUCH_ENTRY'))
    const [one, other] = [rows[place]!, rows[up ? place - 1 : place + 1]]
    if (other) {
      await client.query(
        'UPDATE topic SET position = CASE id WHEN $1 THEN $4::int ELSE $3::int END WHERE id IN ($1, $2)',
        [one.id, other.id, one.position, other.position],
      )
      await audit(client, `staff:${staff.id}`, 'catalogue.moved', { detail: { kind: 'TOPIC', id, up } })
    }
    return { type: 'UpdatedEntry', kind: 'TOPIC', id }
  })
}
