import type pg from 'pg'
import { audit } from '../../audit/audit.ts'
import { refused } from '../../kernel/outcome.ts'
import { Rollback } from '../../kernel/transaction.ts'
import type { ProviderPerson } from './claims.ts'
import { MAX_NAME } from '../../kernel/limits.ts'

/**
 * Finds the account of a person from the provider: first by subject, then by verified e-mail address (invited or existing
 * staff). If the provider assigns the roles, an unknown person gets a new account.
 * @throws Rollback with the refusal
 */
export async function matchStaff(client: pg.PoolClient, person: ProviderPerson, now: Date): Promise<string> {
  const { issuer, subject, email, roles } = person
  if (roles?.length === 0) throw new Rollback(refused('PROVIDER_STRANGER'))
  const { rows } = await client.query<{
    id: string
    known: boolean
    taken: boolean
    active: boolean
    roles: string[] | null
  }>(
    `SELECT id, active, roles, coalesce(provider_issuer = $1 AND provider_subject = $2, false) AS known,
            provider_subject IS NOT NULL AS taken
       FROM staff WHERE provider_issuer = $1 AND provider_subject = $2 OR email = $3
      ORDER BY known DESC LIMIT 1 FOR UPDATE`,
    [issuer, subject, email],
  )
  const found = rows[0]
  if (!found) return createAccount(client, person, now)
  // An e-mail address may belong to another person later, so an account with another subject is refused.
  if (!found.active || (!found.known && found.taken)) throw new Rollback(refused('PROVIDER_STRANGER'))
  if (!found.known) {
    await client.query('UPDATE staff SET provider_issuer = $2, provider_subject = $3 WHERE id = $1', [
      found.id,
      issuer,
      subject,
    ])
    await audit(client, `staff:${found.id}`, 'staff.provider-joined')
  }
  if (roles && (found.roles ?? []).toSorted().join() !== roles.toSorted().join())
    await setRoles(client, found.id, roles)
  return found.id
}

async function createAccount(
  client: pg.PoolClient,
  { issuer, subject, email, name, roles }: ProviderPerson,
  now: Date,
): Promise<string> {
  if (!email) throw new Rollback(refused('PROVIDER_EMAIL'))
  if (!roles) throw new Rollback(refused('PROVIDER_STRANGER'))
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO staff (name, email, roles, provider_issuer, provider_subject, created_at)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
    [[...(name?.trim() || email)].slice(0, MAX_NAME).join(''), email, roles, issuer, subject, now],
  )
  await audit(client, `staff:${rows[0]!.id}`, 'staff.provider-joined', { detail: { roles } })
  return rows[0]!.id
}

/** Sets the provider's roles. If the database refuses to remove the last admin, only this change is rolled back. */
async function setRoles(client: pg.PoolClient, staffId: string, roles: string[]): Promise<void> {
  await client.query('SAVEPOINT before_roles')
  try {
    await client.query('UPDATE staff SET roles = $2, version = version + 1 WHERE id = $1', [staffId, roles])
    await audit(client, `staff:${staffId}`, 'staff.rights-changed', { detail: { staff: staffId, roles } })
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'staff_keeps_an_admin') throw error
    await client.query('ROLLBACK TO SAVEPOINT before_roles')
  }
}
