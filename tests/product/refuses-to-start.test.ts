import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { startProduct, temporaryFolder } from '../support/product.ts'
import { testDatabase } from '../support/database.ts'
import { oldPostgres } from './old-postgres.ts'

const folder = await temporaryFolder('refusals')
afterAll(() => folder.remove())

const database = await testDatabase({ asOwner: true })
const SECRET_KEY = 'a secret key for tests, long enough'

/** Starts the product and expects a refusal: exit code 1 and one message without a stack. */
async function refusal(env: Record<string, string>): Promise<string> {
  const { code, output } = await startProduct(env).exit
  expect(output).not.toMatch(/\n {4}at /)
  expect(code, output).toBe(1)
  return output.trim()
}

/** A data folder that does not exist yet. */
const newDataDir = () => join(folder.path, crypto.randomUUID())

describe('the address', () => {
  test('a port that is in use; nothing is created', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as { port: number }
    const DATA_DIR = newDataDir()
    expect(await refusal({ PORT: String(port), DATA_DIR })).toBe(
      `Port ${port} is taken. Stop what uses it, or choose another with PORT.`,
    )
    await expect(readdir(DATA_DIR)).rejects.toThrow('ENOENT')
    other.close()
  })

  test('a host that is no address of this machine', async () => {
    expect(await refusal({ HOST: '192.0.2.1', DATA_DIR: newDataDir() })).toBe(
      'This machine has no address 192.0.2.1. Correct HOST.',
    )
  })
})

describe('the product refuses a data folder that', () => {
  test('is not writable', async () => {
    const file = newDataDir()
    await writeFile(file, 'not a folder')
    expect(await refusal({ DATA_DIR: file })).toBe(
      `The data folder ${file} cannot be written. Make it a folder that this user may write, or name another in DATA_DIR.`,
    )
  })

  test('cannot be written, also with a database in DATABASE_URL', async () => {
    const { url } = database
    const file = newDataDir()
    await writeFile(file, 'not a folder')
    expect(await refusal({ DATA_DIR: file, DATABASE_URL: url, SECRET_KEY })).toContain('cannot be written')
  })

  test('belongs to another major version of PostgreSQL', async () => {
    const DATA_DIR = newDataDir()
    await mkdir(join(DATA_DIR, 'postgres'), { recursive: true })
    await writeFile(join(DATA_DIR, 'postgres', 'PG_VERSION'), '14\n')
    expect(await refusal({ DATA_DIR })).toMatch(
      /^The data in \S+ belongs to PostgreSQL 14, this release brings 18\. Export it .* into a new data folder\.$/,
    )
  })

  test('has an empty secret, with which everybody could compute manage tokens', async () => {
    const DATA_DIR = newDataDir()
    await mkdir(DATA_DIR)
    await writeFile(join(DATA_DIR, 'secret.key'), '')
    // A variable without a value, as in the file of a service, counts as absent.
    expect(await refusal({ DATA_DIR, SECRET_KEY: '' })).toMatch(
      /^The secret in \S+secret\.key cannot be made or read \(it is empty\)\./,
    )
  })

  test.runIf(process.getuid?.() === 0)(
    'cannot be used by PostgreSQL: root has no other user for it and cannot create one',
    async () => {
      expect(await refusal({ DATA_DIR: newDataDir(), PATH: '/nowhere' })).toMatch(
        /^PostgreSQL refuses to run as root, .* Start as an ordinary user, or name a database in DATABASE_URL\.$/,
      )
    },
  )
})

describe('the product refuses a database in DATABASE_URL that', () => {
  const refused = (DATABASE_URL: string) => refusal({ DATABASE_URL, SECRET_KEY, DATA_DIR: newDataDir() })

  test('does not accept connections', async () => {
    expect(await refused('postgresql://somebody:secret@127.0.0.1:1/appointments')).toBe(
      'The database in DATABASE_URL cannot be reached: nobody listens there. Start PostgreSQL, or correct host and port.',
    )
  })

  test('refuses the password; the message does not contain it', async () => {
    const url = new URL(inject('postgres').url)
    url.password = 'wrong-password'
    const output = await refused(url.href)
    expect(output).toBe('The database in DATABASE_URL cannot be reached: user or password are refused.')
  })

  test('does not exist', async () => {
    const url = new URL(inject('postgres').url)
    url.pathname = 'nowhere'
    expect(await refused(url.href)).toContain('there is no such database. Create it first.')
  })

  test('is too old', async () => {
    const old = await oldPostgres()
    expect(await refused(old.url)).toBe(
      'The database is PostgreSQL 14; Terminklick needs 15 or later. Name another in DATABASE_URL.',
    )
    old.stop()
  })

  test('belongs to a newer release', async () => {
    const { pool, url } = database
    await pool.query(`INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
      VALUES ('newer', '', '9999_of_tomorrow', now(), 1)`)
    expect(await refused(url)).toBe(
      'The database belongs to a newer release of Terminklick (9999_of_tomorrow). Start that one, or restore a backup from before it.',
    )
    await pool.query("DELETE FROM _prisma_migrations WHERE id = 'newer'")
  })

  test('does not grant the rights to create tables', async () => {
    const { pool, url } = database
    await pool.query("CREATE ROLE guest LOGIN PASSWORD 'guest'")
    const empty = `empty_${crypto.randomUUID().slice(0, 8)}`
    await pool.query(`CREATE DATABASE ${empty}`)
    const asGuest = Object.assign(new URL(url), { username: 'guest', password: 'guest', pathname: empty })
    expect(await refused(asGuest.href)).toContain('GRANT terminklick_app TO "guest"')
    await pool.query('GRANT terminklick_app TO guest')
    expect(await refused(asGuest.href)).toMatch(/^The database could not be migrated: .*permission denied/s)
    await pool.query(`DROP DATABASE ${empty}`)
    await pool.query('DROP ROLE guest')
  })

  test('is configured without SECRET_KEY, which all processes share', async () => {
    expect(await refusal({ DATABASE_URL: 'postgresql://somebody@127.0.0.1:1/appointments' })).toBe(
      'The configuration is wrong:\n    SECRET_KEY: is required together with DATABASE_URL',
    )
  })
})

test('all errors of the configuration are reported at once', async () => {
  const wrong = {
    PORT: '70000',
    PUBLIC_URL: 'termine.example',
    DATABASE_URL: 'mysql://somebody@127.0.0.1/appointments',
    SMTP_URL: 'http://mail.example',
    MAIL_FROM: 'nobody',
    ADMIN_EMAIL: 'chefin',
    ADMIN_PASSWORD: 'short',
    SECRET_KEY: 'short',
    HOLD_MINUTES: '0',
    REMINDER_LEAD_HOURS: 'a day',
    RETENTION_DAYS: '-1',
    BOOKING_CHALLENGE: 'yes',
    RATE_LIMITS: 'true',
    TRUSTED_PROXIES: '1.5',
    LOG_LEVEL: 'loud',
  }
  const output = await refusal(wrong)
  expect(output.split('\n').map((line) => line.trim().split(':')[0])).toEqual([
    'The configuration is wrong',
    ...Object.keys(wrong),
  ])
  // Values are not repeated, because they may be secrets.
  expect(output).not.toContain('somebody')
})
