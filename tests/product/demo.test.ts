import { spawn } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { runningEmbedded } from '../../api/database/embedded.ts'
import { ACCOUNTS, DEMO_PASSWORD } from '../../api/demo/staff.ts'
import { type ProductProcess, temporaryFolder, watched } from '../support/product.ts'
import { mailsIn } from './data-folder.ts'
import { overHttp } from './over-http.ts'

const folder = await temporaryFolder('demo')
const DATA = join(folder.path, 'demo')
afterAll(() => folder.remove())

/** A demo with few days, because filling takes time; a week, because the town hall may be closed for four days. */
function startDemo(data = DATA): ProductProcess {
  const args = ['--disable-warning=ExperimentalWarning', 'api/demo/main.ts']
  return watched(
    spawn(process.execPath, [...args, '--days', '7', '--seed', '7', '--data', data], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      // A demo must ignore DATABASE_URL.
      env: {
        PATH: process.env.PATH,
        PORT: '0',
        LOG_LEVEL: 'warn',
        DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/no',
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    }),
  )
}

test(
  'a demo has all statuses and kinds of mails, no overlap, statistics, and an account for each role',
  { timeout: 240_000 },
  async () => {
    const demo = startDemo()
    const url = await demo.ready
    expect(demo.output()).toContain('All persons, addresses and numbers are invented.')

    const client = new pg.Client({ connectionString: await runningEmbedded(DATA) })
    await client.connect()
    const column = async (sql: string) =>
      (await client.query({ text: sql, rowMode: 'array' })).rows.map(([one]) => one)
    expect(await column('SELECT DISTINCT status::text FROM booking ORDER BY 1')).toEqual(
      expect.arrayContaining(['CANCELLED', 'COMPLETED', 'CONFIRMED', 'HELD', 'NO_SHOW']),
    )
    expect(
      await column(
        'SELECT DISTINCT cancelled_by::text FROM booking WHERE cancelled_by IS NOT NULL ORDER BY 1',
      ),
    ).toEqual(['CITIZEN', 'OFFICE'])
    expect(await column('SELECT DISTINCT channel::text FROM booking ORDER BY 1')).toEqual([
      'API',
      'EMAIL',
      'PHONE',
      'WALK_IN',
      'WEB',
    ])
    expect(await column('SELECT DISTINCT locale FROM booking ORDER BY 1')).toEqual(['de', 'de-simple', 'en'])
    // The constraint is on occupancies; this checks the times of the bookings.
    expect(
      await column(`SELECT count(*)::int FROM booking a JOIN booking b ON a.desk_id = b.desk_id AND a.id < b.id
                     WHERE a.status <> 'CANCELLED' AND b.status <> 'CANCELLED' AND a.status <> 'HELD' AND b.status <> 'HELD'
                       AND tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)`),
    ).toEqual([0])
    // No booking was confirmed after its start, and the schema of the shifted clock is removed.
    expect(
      await column(
        "SELECT count(*)::int FROM booking WHERE confirmed_at > starts_at + interval '15 minutes'",
      ),
    ).toEqual([0])
    expect(await column('SELECT count(*)::int FROM audit_entry WHERE at > now()')).toEqual([0])
    expect(await column("SELECT count(*)::int FROM pg_namespace WHERE nspname = 'demo'")).toEqual([0])
    expect(await column("SELECT count(*)::int FROM contact WHERE email !~ '@example\\.(org|com)$'")).toEqual([
      0,
    ])
    // The message with an expired link for a new password is deleted soon after the start.
    const kinds = () =>
      column('SELECT DISTINCT kind::text FROM outbox_message WHERE sent_at IS NOT NULL ORDER BY 1')
    await expect
      .poll(kinds)
      .toEqual([
        'CANCELLED_BY_CITIZEN',
        'CANCELLED_BY_OFFICE',
        'CONFIRMED',
        'FEEDBACK',
        'LINK',
        'MOVED',
        'MOVED_BY_OFFICE',
        'REMINDER',
        'STAFF_INVITATION',
      ])
    await client.end()
    const mails = await mailsIn(join(DATA, 'mail'))
    expect(mails.length).toBeGreaterThan(20)
    // The mail with that link still exists.
    expect(mails.map(({ to }) => to)).toContain(ACCOUNTS[0]!.email)

    for (const { email, role } of ACCOUNTS) {
      expect(demo.output()).toContain(email)
      expect(await rolesOf(url, email), email).toEqual([role])
    }
    expect(await bookedIn(url)).toBeGreaterThan(100)

    await demo.end()
    expect(await runningEmbedded(DATA)).toBeUndefined()
    // The next one begins with an empty folder. Interrupted, it leaves no server.
    const again = startDemo()
    await expect.poll(() => again.output()).toContain('Filling a demo')
    await expect(readdir(join(DATA, 'mail'))).rejects.toThrow('ENOENT')
    expect((await again.end('SIGINT')).code).toBe(130)
    expect(await runningEmbedded(DATA)).toBeUndefined()
  },
)

test('a demo does not empty a folder without its marker file', async () => {
  const { code, output } = await startDemo(folder.path).exit
  expect(code).toBe(1)
  expect(output).toContain('holds something else than a demo')
})

async function signIn(url: string, email: string): Promise<string> {
  const query = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }`
  const response = await overHttp(() => url).fetch(query, { input: { email, password: DEMO_PASSWORD } })
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

async function rolesOf(url: string, email: string): Promise<string[]> {
  const cookie = await signIn(url, email)
  const { viewer } = await overHttp(() => url).ask<any>('{ viewer { roles } }', {}, { headers: { cookie } })
  return viewer.roles
}

/** Number of bookings of the last days by the statistics. */
async function bookedIn(url: string): Promise<number> {
  const cookie = await signIn(url, ACCOUNTS.find(({ role }) => role === 'admin')!.email)
  const dayAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
  const query = 'query ($from: Date!, $to: Date!) { statistics(from: $from, to: $to) { total { booked } } }'
  const { statistics } = await overHttp(() => url).ask<any>(
    query,
    { from: dayAgo(7), to: dayAgo(0) },
    { headers: { cookie } },
  )
  return statistics.total.booked
}
