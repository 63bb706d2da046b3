import { once } from 'node:events'
import { createServer, type IncomingMessage, request } from 'node:http'
import { inject, onTestFinished } from 'vitest'

/** The product behind a proxy that makes a new version of it at a word. */
export interface Deployment {
  url: string
  /** From now on everything comes from the new version, and what only the old one had is gone. */
  deploy(): void
}

// Equally long, so that no length changes.
const OLD_PARTS = '_app/immutable/'
const NEW_PARTS = '_app/immutabl2/'

/**
 * What a deployment changes for browsers: the version's name, the names of all parts, and with them the service worker.
 * The same code under other names is as good as another build, and needs none.
 */
export async function openDeployment(): Promise<Deployment> {
  const product = new URL(inject('product').baseUrl)
  const version = await oldVersion(product)
  const newVersion = version.replace(/./g, (digit) => String(9 - Number(digit)))
  let deployed = false
  const renew = (text: string) => text.replaceAll(OLD_PARTS, NEW_PARTS).replaceAll(version, newVersion)

  const server = createServer((near, answer) => {
    const path = near.url ?? '/'
    if (deployed && path.includes(OLD_PARTS)) return void answer.writeHead(404).end()
    // What the browser has from the old version is no longer what there is.
    if (deployed) delete near.headers['if-none-match']
    const far = request(
      {
        hostname: product.hostname,
        port: product.port,
        method: near.method,
        path: path.replace(NEW_PARTS, OLD_PARTS),
        headers: { ...near.headers, 'accept-encoding': 'identity' },
      },
      (response) => {
        if (!deployed || !isText(response)) {
          answer.writeHead(response.statusCode!, response.headers)
          return void response.pipe(answer)
        }
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          const headers = JSON.parse(renew(JSON.stringify(response.headers)))
          answer.writeHead(response.statusCode!, headers).end(renew(Buffer.concat(chunks).toString()))
        })
      },
    )
    far.on('error', () => answer.destroy())
    answer.on('close', () => far.destroy())
    near.pipe(far)
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
