import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { unlessSilent } from '../../../web/src/lib/graphql/fetch-with-idle-timeout.ts'

const PING_MS = 12_000

let says: ReadableStreamDefaultController<Uint8Array>
let answers: PromiseWithResolvers<Response>
let isOver = false

beforeEach(() => {
  vi.useFakeTimers()
  isOver = false
  answers = Promise.withResolvers()
  // As a browser's: whoever gives it up ends it, and so does who reads no more.
  vi.stubGlobal('fetch', (_url: string, { signal }: RequestInit) => {
    signal!.addEventListener('abort', () => {
      isOver = true
      answers.reject(signal!.reason)
      says?.error(signal!.reason)
    })
    return answers.promise
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** The server answers, and has not said anything yet. */
function answer() {
  const body = new ReadableStream<Uint8Array>({
    start: (server) => void (says = server),
    cancel: () => void (isOver = true),
  })
  answers.resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } }))
}
const say = (text: string) => says.enqueue(new TextEncoder().encode(text))

async function open(signal?: AbortSignal) {
  const opening = unlessSilent('/graphql', { signal })
  answer()
  const response = await opening
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  return { next: () => reader.read() }
}

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
  expect(isOver).toBe(true)
})

test('so does one on which not even the answer comes', async () => {
  const opening = expect(unlessSilent('/graphql', {})).rejects.toThrow('silent')
  await vi.advanceTimersByTimeAsync(3 * PING_MS)
  await opening
})

test('who leaves gives the line back, and waits for nothing any more', async () => {
  const leaving = new AbortController()
  const stream = await open(leaving.signal)
  const heard = expect(stream.next()).rejects.toThrow()
  leaving.abort()
  await heard
  expect(isOver).toBe(true)
  expect(vi.getTimerCount()).toBe(0)
})
