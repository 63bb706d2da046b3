import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { unlessSilent } from '../../../web/src/lib/graphql/unless-silent.ts'

const PING_MS = 12_000

let says: ReadableStreamDefaultController<Uint8Array>
let isHeard = true

beforeEach(() => {
  vi.useFakeTimers()
  isHeard = true
  const body = new ReadableStream<Uint8Array>({
    start: (server) => void (says = server),
    cancel: () => void (isHeard = false),
  })
  vi.stubGlobal('fetch', async () => new Response(body, { headers: { 'content-type': 'text/event-stream' } }))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const open = async () => {
  const response = await unlessSilent('/graphql')
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  return { next: () => reader.read(), leave: () => reader.cancel() }
}
const say = (text: string) => says.enqueue(new TextEncoder().encode(text))

test('a stream on which nothing happens lives as long as the server says that it is there', async () => {
  const stream = await open()
  for (let n = 0; n < 50; n++) {
    const heard = stream.next()
    await vi.advanceTimersByTimeAsync(PING_MS)
    say(':\n\n')
    expect(await heard).toEqual({ value: ':\n\n', done: false })
  }
  says.close()
  expect((await stream.next()).done).toBe(true)
  expect(vi.getTimerCount()).toBe(0)
})

test('a line that is cut without a word fails, so that whoever listens connects again', async () => {
  const stream = await open()
  say('data: 1\n\n')
  await stream.next()
  const heard = expect(stream.next()).rejects.toThrow('silent')
  await vi.advanceTimersByTimeAsync(3 * PING_MS)
  await heard
  expect(isHeard).toBe(false)
})

test('who leaves gives the line back, and nothing fails afterwards', async () => {
  const stream = await open()
  await stream.leave()
  await vi.advanceTimersByTimeAsync(3 * PING_MS)
  expect(isHeard).toBe(false)
})
