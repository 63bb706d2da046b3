import { createPublicKey, randomUUID, verify } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingHttpHeaders } from 'node:http'
import { createServer } from 'node:https'
import { generate } from 'selfsigned'

/** A message for one subscription (RFC 8030): headers and an encrypted body. */
export interface ReceivedPush {
  endpoint: string
  headers: IncomingHttpHeaders
  body: Buffer
}

export interface PushReply {
  status: number
  headers?: Record<string, string>
}

/** A push service for one test, over TLS. */
export interface FakePushService {
  /** Host and port, for PUSH_SERVICES. */
  host: string
  /** Its certificate (PEM), which the product must trust. */
  certificate: string
  received: ReceivedPush[]
  /** Creates a new endpoint of a subscription. */
  newEndpoint(): string
  /** Answers to the next messages, in order; later messages are accepted. */
  next(...replies: PushReply[]): void
  /** Resolves when a total number of messages has arrived. */
  arrived(count: number): Promise<void>
  stop(): Promise<void>
}

/** Starts a push service on localhost. */
export async function startPushService(): Promise<FakePushService> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  })
  const received: ReceivedPush[] = []
  const replies: PushReply[] = []
  const waiting = new Set<() => void>()
  const server = createServer({ cert, key }, (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { status, headers } = replies.shift() ?? { status: 201 }
      received.push({
        endpoint: `https://${request.headers.host}${request.url}`,
        headers: request.headers,
        body: Buffer.concat(chunks),
      })
      response.writeHead(status, headers).end()
      for (const check of waiting) check()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const host = `localhost:${(server.address() as { port: number }).port}`
  return {
    host,
    certificate: cert,
    received,
    newEndpoint: () => `https://${host}/push/${randomUUID()}`,
    next: (...more) => void replies.push(...more),
    arrived: (count) =>
      new Promise((resolve) => {
        const check = () => {
          if (received.length < count) return
          waiting.delete(check)
          resolve()
        }
        waiting.add(check)
        check()
      }),
    async stop() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** The sender of a message (VAPID, RFC 8292): the verified claims and the public key. */
export function senderOfPush({ headers }: Pick<ReceivedPush, 'headers'>) {
  const [, token, key] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(headers.authorization ?? '')!
  const [header, claims, signature] = token!.split('.') as [string, string, string]
  const point = Buffer.from(key!, 'base64url')
  const publicKey = createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  })
  const isGenuine = verify(
    'sha256',
    Buffer.from(`${header}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, any>
  return { isGenuine, key: key!, header: read(header), claims: read(claims) }
}
