import { once } from 'node:events'
import { createServer, type IncomingMessage, request } from 'node:http'
import { inject, onTestFinished } from 'vitest'

/** The product behind a proxy that can simulate the deployment of a new version. */
export interface Deployment {
  url: string
  /** Switches to the new version; files of the old one answer 404. */
  deploy(): void
}

// Equal lengths, so that content lengths stay the same.
const OLD_PARTS = '_app/immutable/'
const NEW_PARTS = '_app/immutabl2/'

/**
 * Simulates a deployment by renaming: version name, file names, and thereby the service worker differ. This has the same
 * effect on browsers as another build, without building.
 */
export async function openDeployment(): Promise<Deployment> {
  const product = new URL(inject('product').baseUrl)
  const version = await oldVersion(product)
  const newVersion = version.replace(/./g, (digit) => String(9 - Number(digit)))
  let deployed = false
  const withNewNames = (text: string) => text.replaceAll(OLD_PARTS, NEW_PARTS).replaceAll(version, newVersion)

  const server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? '/'
    if (deployed && path.includes(OLD_PARTS)) return void outgoing.writeHead(404).end()
    // Otherwise the server could answer 304 for a file of the old version.
    if (deployed) delete incoming.headers['if-none-match']
    const upstream = request(
      {
        hostname: product.hostname,
        port: product.port,
        method: incoming.method,
        path: path.replace(NEW_PARTS, OLD_PARTS),
        headers: { ...incoming.headers, 'accept-encoding': 'identity' },
      },
      (response) => {
        if (!deployed || !isText(response)) {
          outgoing.writeHead(response.statusCode!, response.headers)
          return void response.pipe(outgoing)
        }
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          const headers = JSON.parse(withNewNames(JSON.stringify(response.headers)))
          outgoing
            .writeHead(response.statusCode!, headers)
            .end(withNewNames(Buffer.concat(chunks).toString()))
        })
      },
    )
    upstream.on('error', () => outgoing.destroy())
    outgoing.on('close', () => upstream.destroy())
    incoming.pipe(upstream)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  })
  return {
    url: `http://localhost:${(server.address() as { port: number }).port}`,
    deploy: () => void (deployed = true),
  }
}

async function oldVersion(product: URL): Promise<string> {
  const { version } = (await (await fetch(new URL('/_app/version.json', product))).json()) as {
    version: string
  }
  return version
}

const isText = ({ headers }: IncomingMessage): boolean =>
  /^(text\/(html|css|javascript)|application\/(json|javascript))/.test(headers['content-type'] ?? '')
