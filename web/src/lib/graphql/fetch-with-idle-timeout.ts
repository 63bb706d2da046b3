/** The server sends a keep-alive at least every 12 s. */
const IDLE_TIMEOUT_MS = 30_000

/**
 * `fetch` for streams: aborts the stream when no bytes have arrived for half a minute. A connection that was cut between
 * client and server raises no error by itself.
 */
export const fetchWithIdleTimeout: typeof fetch = async (input, init) => {
  const controller = new AbortController()
  let timer: ReturnType<typeof setTimeout>
  const stop = () => clearTimeout(timer)
  const restart = () => {
    stop()
    timer = setTimeout(
      () => controller.abort(new Error('The stream was idle for too long.')),
      IDLE_TIMEOUT_MS,
    )
  }
  init?.signal?.addEventListener('abort', () => {
    stop()
    controller.abort(init.signal!.reason)
  })
  restart()
  try {
    const response = await fetch(input, { ...init, signal: controller.signal })
    const watched = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, stream) {
        restart()
        stream.enqueue(chunk)
      },
      flush: stop,
    })
    return new Response(response.body?.pipeThrough(watched), response)
  } catch (error) {
    stop()
    throw error
  }
}
