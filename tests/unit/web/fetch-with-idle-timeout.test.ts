import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fetchWithIdleTimeout } from '../../../web/src/lib/graphql/fetch-with-idle-timeout.ts'

const PING_MS = 12_000

let server: ReadableStreamDefaultController<Uint8Array>
let answers: PromiseWithResolvers<Response>
let isEnded = false

beforeEach(() => {
  vi.useFakeTimers()
  isEnded = false
  answers = Promise.withResolvers()
  // As in a browser, both aborting the signal and cancelling the body end the request.
  vi.stubGlobal('fetch', (_url: string, { signal }: RequestInit) => {
    signal!.addEventListener('abort', () => {
      isEnded = true
      answers.reject(signal!.reason)
      server?.error(signal!.reason)
    })
    return answers.promise
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** The server answers with an empty stream. */
function answer() {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => void (server = controller),
    cancel: () => void (isEnded = true),
  })
  answers.resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } }))
}
const send = (text: string) => server.enqueue(new TextEncoder().encode(text))

async function open(signal?: AbortSignal) {
  const opening = fetchWithIdleTimeout('/graphql', { signal })
  answer()
  const response = await opening
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  return { next: () => reader.read() }
}

test('a stream stays open as long as the server sends keep-alives', async () => {
  const stream = await open()
  for (let n = 0; n < 50; n++) {
    const next = stream.next()
    await vi.advanceTimersByTimeAsync(PING_MS)
    send(':\n\n')
    expect(await next).toEqual({ value: ':\n\n', done: false })
  }
  server.close()
  expect((await stream.next()).done).toBe(true)
  expect(vi.getTimerCount()).toBe(0)
})

test('a stream without bytes for half a minute fails', async () => {
  const stream = await open()
  send('data: 1\n\n')
  await stream.next()
  const next = expect(stream.next()).rejects.toThrow('idle')
  await vi.advanceTimersByTimeAsync(3 * PING_MS)
  await next
  expect(isEnded).toBe(true)
})

test('a request without an answer for half a minute fails', async () => {
  const opening = expect(fetchWithIdleTimeout('/graphql', {})).rejects.toThrow('idle')
  await vi.advanceTimersByTimeAsync(3 * PING_MS)
  await opening
})

test('aborting closes the connection and stops the timer', async () => {
  const controller = new AbortController()
  const stream = await open(controller.signal)
  const next = expect(stream.next()).rejects.toThrow()
  controller.abort()
  await next
  expect(isEnded).toBe(true)
  expect(vi.getTimerCount()).toBe(0)
})
