import type { TestApp } from './app.ts'

/** A subscription by server-sent events. */
export interface Subscription<T> {
  /** Resolves with the next event; rejects at the end of the stream, or after 30 seconds. */
  next(): Promise<T>
  close(): Promise<void>
}

/** Opens a subscription. @throws Error with the text of an answer that is not a stream */
export async function subscribe<T>(
  { fetch }: Pick<TestApp, 'fetch'>,
  query: string,
  variables: object,
  headers: Record<string, string> = {},
): Promise<Subscription<T>> {
  const response = await fetch(query, variables, { headers: { accept: 'text/event-stream', ...headers } })
  if (!response.headers.get('content-type')?.startsWith('text/event-stream'))
    throw new Error(await response.text())
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let buffer = ''

  async function readEvent(): Promise<T> {
    for (;;) {
      const end = buffer.indexOf('\n\n')
      if (end >= 0) {
        const event = buffer.slice(0, end)
        buffer = buffer.slice(end + 2)
        const data = /^data: (.+)$/m.exec(event)?.[1]
        if (/^event: complete$/m.test(event)) throw new Error('the stream ended')
        // Comments and pings have no data.
        if (!data) continue
        const answer = JSON.parse(data) as { data?: T; errors?: unknown[] }
        if (answer.errors) throw new Error(JSON.stringify(answer.errors))
        return answer.data!
      }
      const { value, done } = await reader.read()
      if (done) throw new Error('the stream ended')
      buffer += value
    }
  }
  return {
    next() {
      const timeout = new Promise<never>((_, reject) =>
        setTimeout(() => reject(new Error('no event within 30 s')), 30_000).unref(),
      )
      return Promise.race([readEvent(), timeout])
    },
    close: () => reader.cancel(),
  }
}
