import { expect, onTestFinished, test, vi } from 'vitest'
import { STREAMS } from '../../../api/safety/stream-limit.ts'
import { testApp, type TestApp } from '../../support/app.ts'
import { today } from '../../support/clock.ts'
import { served } from './safety-fixtures.ts'

const limited = await testApp({ config: { rateLimits: true } })
const open = await testApp({ db: limited.app.db })

const DAY = today()
const QUERY = `subscription { slotsChanged(items: [{ serviceId: "wohngeld" }], from: "${DAY}", to: "${DAY}") { days { date } } }`
const STAFF_ONLY = `subscription { bookingsChanged(from: "${DAY}", to: "${DAY}") { bookings { id } } }`

const ask = (clientAddress: string, { fetch }: TestApp = limited, query = QUERY) =>
  fetch(query, {}, { clientAddress, headers: { accept: 'text/event-stream' } })

/** Opens streams concurrently, and waits for the first event of each. */
async function openMany(n: number, clientAddress: string, app?: TestApp) {
  const streams = await Promise.all(
    Array.from({ length: n }, async () => {
      const response = await ask(clientAddress, app)
      const reader = response.body!.getReader()
      await reader.read()
      return { status: response.status, close: () => reader.cancel() }
    }),
  )
  const closeAll = () => Promise.all(streams.map(({ close }) => close()))
  onTestFinished(async () => void (await closeAll()))
  const refused = streams.filter(({ status }) => status !== 200)
  if (refused.length > 0) await closeAll()
  expect(refused).toEqual([])
  return streams
}

test('streams of an address are limited; a closed stream makes room for a new one', async () => {
  const streams = await openMany(STREAMS.perAddress, '198.51.100.1')
  const refused = await ask('198.51.100.1')
  expect(refused.status).toBe(429)
  expect(refused.headers.get('retry-after')).toBe('30')
  expect(await refused.text()).toContain('Too many live streams')

  await openMany(1, '198.51.100.2')
  await streams[0]!.close()
  await openMany(1, '198.51.100.1')
  expect((await ask('198.51.100.1')).status).toBe(429)
})

test('requests that do not become a stream are not counted', async () => {
  for (let nth = 0; nth <= STREAMS.perAddress; nth++) {
    const refused = await ask('198.51.100.3', limited, STAFF_ONLY)
    expect(await refused.text()).toContain('sign in first')
  }
  await openMany(1, '198.51.100.3')
})

test('a stream that is closed at once is not counted any more', async () => {
  const { origin, post } = await served(limited)
  const body = JSON.stringify({ query: QUERY })
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream' }
  for (let nth = 0; nth < STREAMS.perAddress + 50; nth++) {
    const left = new AbortController()
    const request = fetch(`${origin}/graphql`, { method: 'POST', headers, body, signal: left.signal })
    // The delays abort the request before, during and after the opening of the stream.
    setTimeout(() => left.abort(), nth % 12)
    await request
      .then((response) => response.text())
      .catch((error: Error) => expect(error.name).toBe('AbortError'))
  }
  expect((await post('{ locales }')).status).toBe(200)
  await vi.waitFor(() => openMany(STREAMS.perAddress, '127.0.0.1'))
})

test('streams of the process are limited across addresses', async () => {
  const small = await testApp({ db: limited.app.db, config: { rateLimits: true } })
  const { inAll } = STREAMS
  onTestFinished(() => void (STREAMS.inAll = inAll))
  STREAMS.inAll = 20
  for (let nth = 0; nth < 20; nth++) await openMany(1, `203.0.113.${nth}`, small)
  expect((await ask('203.0.113.100', small)).status).toBe(429)
})

test('nothing is counted when the configuration turns limits off', async () => {
  await openMany(STREAMS.perAddress + 1, '198.51.100.4', open)
})
