import { access, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runningEmbedded } from '../../api/database/embedded.ts'
import { lane } from '../support/lane.ts'
import { startProduct, temporaryFolder } from '../support/product.ts'
import { START_PHASES } from './start-phases.ts'
import { overHttp } from './over-http.ts'
import { useFolder } from './used-folder.ts'

const folder = await temporaryFolder('stops')
afterAll(() => folder.remove())

/** Whether the PostgreSQL of a data folder runs. */
const postgresRuns = (dataDir: string) =>
  access(join(dataDir, 'postgres', 'postmaster.pid')).then(
    () => true,
    () => false,
  )

describe('the product', () => {
  const DATA_DIR = join(folder.path, 'data')
  beforeAll(() => useFolder(DATA_DIR))

  test.each(lane.stopSignals)('stops with its PostgreSQL after %s, within ten seconds', async (signal) => {
    const product = startProduct({ DATA_DIR })
    const url = await product.ready
    expect(await postgresRuns(DATA_DIR)).toBe(true)
    // An open stream, which must not delay the shutdown.
    const live = await fetch(`${url}/graphql?query=${encodeURIComponent(LIVE)}`, {
      headers: { accept: 'text/event-stream', 'x-graphql-yoga-csrf': 'test' },
    })
    expect(live.headers.get('content-type')).toContain('text/event-stream')

    // The product exits with code 1 when the shutdown takes longer than 9.5 s.
    const { code } = await product.end(signal)
    expect(code).toBe(0)
    expect(await postgresRuns(DATA_DIR)).toBe(false)
    await live.body?.cancel().catch(() => {})
  })

  test('shuts down when signals arrive twice, from the terminal and from npm', async () => {
    const product = startProduct({ DATA_DIR })
    const url = await product.ready
    product.process.kill('SIGINT')
    product.process.kill('SIGINT')
    // The shutdown has begun.
    await expect
      .poll(() =>
        fetch(`${url}/health`).then(
          () => 'open',
          () => 'closed',
        ),
      )
      .toBe('closed')
    const { code } = await product.end('SIGTERM')
    expect(code).toBe(0)
    expect(await postgresRuns(DATA_DIR)).toBe(false)
  })

  test('shuts down when its parent process has ended', async () => {
    const product = startProduct({ DATA_DIR })
    await product.ready
    product.process.disconnect()
    expect((await product.exit).code).toBe(0)
    expect(await postgresRuns(DATA_DIR)).toBe(false)
  })
})

describe('a first start that is interrupted', () => {
  test.each(START_PHASES)(
    'when $name leaves no temporary files and no PostgreSQL',
    async ({ name, reached }) => {
      const DATA_DIR = join(folder.path, `interrupted ${name}`)
      const product = startProduct({ DATA_DIR })
      await reached(DATA_DIR)
      const { code, output } = await product.end('SIGINT')
      expect(output).not.toMatch(/error|exception/i)
      expect(code).toBe(0)
      expect(await postgresRuns(DATA_DIR)).toBe(false)
      expect((await readdir(DATA_DIR)).filter((file) => file.includes('.new'))).toEqual([])
    },
  )
})

test('only the first start prints the password of the first admin', async () => {
  const DATA_DIR = join(folder.path, 'first-admin')
  const first = startProduct({ DATA_DIR, ADMIN_EMAIL: 'chefin@rathaus.example' })
  const url = await first.ready
  const password = /First admin: chefin@rathaus\.example, password \(shown once\): (\S+)/.exec(
    first.output(),
  )?.[1]
  expect(await signIn(url, 'chefin@rathaus.example', password!)).toBe('StaffSession')
  await first.end()
  const secret = await readFile(join(DATA_DIR, 'secret.key'), 'utf8')

  const second = startProduct({ DATA_DIR, ADMIN_EMAIL: 'chefin@rathaus.example' })
  expect(await signIn(await second.ready, 'chefin@rathaus.example', password!)).toBe('StaffSession')
  const { output } = await second.end()
  expect(output).not.toContain('First admin')
  // With another key, no manage link would be valid after a restart.
  expect(await readFile(join(DATA_DIR, 'secret.key'), 'utf8')).toBe(secret)
})

test('a password from ADMIN_PASSWORD is not printed', async () => {
  const DATA_DIR = join(folder.path, 'given-password')
  const ADMIN_PASSWORD = 'nur fuer diese Probe'
  const product = startProduct({ DATA_DIR, ADMIN_EMAIL: 'chefin@rathaus.example', ADMIN_PASSWORD })
  const url = await product.ready
  expect(await signIn(url, 'chefin@rathaus.example', ADMIN_PASSWORD)).toBe('StaffSession')
  const { output } = await product.end()
  expect(output).toContain('First admin: chefin@rathaus.example')
  expect(output).not.toContain(ADMIN_PASSWORD)
  expect(await runningEmbedded(DATA_DIR)).toBeUndefined()
})

const LIVE = `subscription Look { slotsChanged(items: [{ serviceId: "personalausweis-beantragen" }], from: "2026-01-01", to: "2026-01-02") { __typename } }`

async function signIn(url: string, email: string, password: string): Promise<string> {
  const query = 'mutation SignIn($input: SignInInput!) { signIn(input: $input) { __typename } }'
  const { ask } = overHttp(() => url)
  return (await ask<{ signIn: { __typename: string } }>(query, { input: { email, password } })).signIn
    .__typename
}
