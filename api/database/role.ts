import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Database } from '../kernel/db.ts'
import { StartFailure } from '../kernel/failure.ts'

/**
 * The role of the database that the product works in: it reads and writes, changes no tables, and can neither change
 * nor delete what stands in the audit. Migration 0010 makes it and says what it may.
 */
const ROLE = 'terminklick_app'

/** A URL whose connections take the role as they begin. For a login that owns the database, and could give it up again. */
export function inRole(url: string): string {
  const own = new URL(url)
  own.searchParams.set(
    'options',
    [own.searchParams.get('options'), `-c role=${ROLE}`].filter(Boolean).join(' '),
  )
  return own.href
}

/**
 * Lets the role itself sign in to our own server, with a password that only this process knows: then there is nothing to
 * give up.
 * @param owner a connection that may make roles
 * @returns the URL, but for the password and the user, of `url`
 */
export async function openRole(owner: pg.Client, url: string): Promise<string> {
  const password = randomBytes(24).toString('hex')
  const { rowCount } = await owner.query('SELECT FROM pg_roles WHERE rolname = $1', [ROLE])
  await owner.query(`${rowCount === 0 ? 'CREATE' : 'ALTER'} ROLE ${ROLE} LOGIN PASSWORD '${password}'`)
  return Object.assign(new URL(url), { username: ROLE, password }).href
}

/** @throws StartFailure when the role is missing and this login could not make it, with what to do */
export async function refuseWithoutRole(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ user: string; may: boolean }>(
    `SELECT current_user AS user,
            rolsuper OR CASE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = '${ROLE}')
                             THEN pg_has_role(oid, (SELECT oid FROM pg_roles WHERE rolname = '${ROLE}'), 'MEMBER')
                             ELSE rolcreaterole END AS may
       FROM pg_roles WHERE rolname = current_user`,
  )
  if (rows[0]?.may) return
  const user = pg.escapeIdentifier(rows[0]?.user ?? '')
  throw new StartFailure(
    `The database needs the role ${ROLE}, which may not change the audit, and its user may not make roles. Somebody who may runs:\n    CREATE ROLE ${ROLE}; GRANT ${ROLE} TO ${user};\n  (the second alone when the role is there)`,
  )
}

/** @throws StartFailure when the product's own connections could change the audit after all */
export async function assertLeastPrivilege({ pool }: Database): Promise<void> {
  const { rows } = await pool.query<{ mighty: boolean }>(
    `SELECT bool_or(has_table_privilege(name, 'UPDATE, DELETE, TRUNCATE')) AS mighty
       FROM unnest(ARRAY['audit_entry', 'audit_seal', 'audit_forgotten']) AS name`,
  )
  if (!rows[0]?.mighty) return
  throw new StartFailure(
    `The user in DATABASE_URL may change the audit. Name the owner in DATABASE_OWNER_URL, and in DATABASE_URL a user that is only granted ${ROLE}.`,
  )
}
