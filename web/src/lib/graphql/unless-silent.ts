/** The server says something every 12 s, if only that it is still there. */
const SILENCE_MS = 30_000

/**
 * `fetch` for streams: the stream fails when nothing has come for half a minute. A line that is cut somewhere on the
 * way looks like one on which nothing happens, to the device as well.
 */
export const unlessSilent: typeof fetch = async (input, init) => {
  const response = await fetch(input, init)
  let patience: ReturnType<typeof setTimeout>
  const listening = new TransformStream<Uint8Array, Uint8Array>({
    start: wait,
    transform(chunk, stream) {
      wait(stream)
      stream.enqueue(chunk)
    },
    flush: () => clearTimeout(patience),
  })
  function wait(stream: TransformStreamDefaultController): void {
    clearTimeout(patience)
    patience = setTimeout(() => stream.error(new Error('The line has gone silent.')), SILENCE_MS)
  }
  return new Response(response.body?.pipeThrough(listening), response)
}
