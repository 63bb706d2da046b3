/** The server says something every 12 s, if only that it is still there. */
const SILENCE_MS = 30_000

/**
 * `fetch` for streams: it fails, and so does the stream, when nothing has come for half a minute. A line that is cut
 * somewhere on the way looks like one on which nothing happens, to the device as well.
 */
export const unlessSilent: typeof fetch = async (input, init) => {
  const over = new AbortController()
  let patience: ReturnType<typeof setTimeout>
  const stop = () => clearTimeout(patience)
  const wait = () => {
    stop()
    patience = setTimeout(() => over.abort(new Error('The line has gone silent.')), SILENCE_MS)
  }
  init?.signal?.addEventListener('abort', () => {
    stop()
    over.abort(init.signal!.reason)
  })
  wait()
  try {
    const response = await fetch(input, { ...init, signal: over.signal })
    const listening = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, stream) {
        wait()
        stream.enqueue(chunk)
      },
      flush: stop,
    })
    return new Response(response.body?.pipeThrough(listening), response)
  } catch (error) {
    stop()
    throw error
  }
}
