import { request } from 'node:https'

/** Answer of a push service, without its text, which may repeat the message. */
export interface PushAnswer {
  status: number
  /** The header Retry-After, as it came. */
  retryAfter: string | null
}

/** Push services answer within a second; one that takes longer is asked again later. */
const PATIENCE_MS = 15_000
/** Longest answer that is read; usual ones have a line or two. */
const MOST_BYTES = 64 * 1024

/**
 * Posts to a push service. Follows no redirect, because its target is not among the allowed services.
 * @throws Error with the code of the connection's failure
 */
export async function postPush(
  endpoint: string,
  headers: Record<string, string>,
  body: Uint8Array,
  signal?: AbortSignal,
): Promise<PushAnswer> {
  const limit = AbortSignal.timeout(PATIENCE_MS)
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(limit.aborted ? Object.assign(error, { code: 'ETIMEDOUT' }) : error)
    const posted = request(
      endpoint,
      { method: 'POST', headers, signal: signal ? AbortSignal.any([signal, limit]) : limit },
      (response) => {
        let bytes = 0
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length
          if (bytes > MOST_BYTES) response.destroy(Object.assign(new Error(), { code: 'EMSGSIZE' }))
        })
        response.on('error', fail)
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] ?? null }),
        )
      },
    )
    posted.on('error', fail)
    posted.end(body)
  })
}
