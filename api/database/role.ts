import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Database } from '../kernel/db.ts'
import { StartFailure } from '../kernel/failure.ts'

/**
 * Database role of the product: reads and writes, but cannot change tables, nor change or delete entries of the audit.
 * Migration 0010 creates it and grants its rights.
 */
const ROLE = 'terminklick_app'

/** A URL whose connections switch to the role. For a login that owns the database: such a login could switch back. */
export function inRole(url: string): string {
  const own = new URL(url)
  own.searchParams.set(
    'options',
    [own.searchParams.get('options'), `-c role=${ROLE}`].filter(Boolean).join(' '),
  )
  return own.href
}

/**
 * Allows the role to log in to the embedded server, with a password that only this process knows. Unlike a connection of
 * the owner that switched to the role, its connections cannot switch back.
 * @param owner a connection that may create roles
 * @returns `url` with user and password of the role
 */
export async function enableRoleLogin(owner: pg.Client, url: string): Promise<string> {
  const password = randomBytes(24).toString('hex')
  const { rowCount } = await owner.query('SELECT FROM pg_roles WHERE rolname = $1', [ROLE])
  await owner.query(
    `${rowCount === 0 ? 'CREATE' : 'ALTER'} ROLE ${ROLE} LOGIN PASSWORD ${pg.escapeLiteral(password)}`,
  )
  return Object.assign(new URL(url), { username: ROLE, password }).href
}

/** @throws StartFailure, with the remedy, when this login can neither switch to the role nor create it */
export async function assertRoleAvailable(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ user: string; allowed: boolean }>(
    `SELECT current_user AS user,
            rolsuper OR CASE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = '${ROLE}')
                             THEN pg_has_role(oid, (SELECT oid FROM pg_roles WHERE rolname = '${ROLE}'), 'MEMBER')
                             ELSE rolcreaterole END AS allowed
       FROM pg_roles WHERE rolname = current_user`,
  )
  if (rows[0]?.allowed) return
  const user = pg.escapeIdentifier(rows[0]?.user ?? '')
  throw new StartFailure(
    `The database needs the role ${ROLE}, which cannot change the audit, and its user is not allowed to create roles. Run as a user who is:\n    CREATE ROLE ${ROLE}; GRANT ${ROLE} TO ${user};\n  (only the second statement when the role exists)`,
  )
}

/** @throws StartFailure when the connections of the product could change the audit */
export async function assertLeastPrivilege({ pool }: Database): Promise<void> {
  const { rows } = await pool.query<{ privileged: boolean }>(
    `SELECT bool_or(has_table_privilege(name, 'UPDATE, DELETE, TRUNCATE')) AS privileged
       FROM unnest(ARRAY['audit_entry', 'audit_seal', 'audit_forgotten']) AS name`,
  )
  if (!rows[0]?.privileged) return
  throw new StartFailure(
    `The user in DATABASE_URL may change the audit. Name the owner in DATABASE_OWNER_URL, and in DATABASE_URL a user that is only granted ${ROLE}.`,
  )
}
