import { request } from 'node:https'

/** Answer of a push service, without the body, which may repeat the message. */
export interface PushAnswer {
  status: number
  /** Value of the header Retry-After. */
  retryAfter: string | null
}

/** Push services usually answer within a second; after this time the delivery fails and is repeated later. */
const TIMEOUT_MS = 15_000
/** Maximum length of an answer; usual ones have one or two lines. */
const MAX_BYTES = 64 * 1024

/**
 * Posts to a push service. Follows no redirect, because its target is not among the allowed services.
 * @throws Error with the code of the connection failure
 */
export async function postPush(
  endpoint: string,
  headers: Record<string, string>,
  body: Uint8Array,
  signal?: AbortSignal,
): Promise<PushAnswer> {
  const limit = AbortSignal.timeout(TIMEOUT_MS)
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(limit.aborted ? Object.assign(error, { code: 'ETIMEDOUT' }) : error)
    const posted = request(
      endpoint,
      { method: 'POST', headers, signal: signal ? AbortSignal.any([signal, limit]) : limit },
      (response) => {
        let bytes = 0
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length
          if (bytes > MAX_BYTES) response.destroy(Object.assign(new Error(), { code: 'EMSGSIZE' }))
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
