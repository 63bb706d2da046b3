import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { inject, onTestFinished } from 'vitest'

/** The way from a browser to the product, which can be interrupted. */
export interface Line {
  /** Where the product is reached by it. */
  url: string
  /** As in a tunnel: everything can be sent, nothing is ever answered. */
  goSilent(): void
  /** As when something on the way forgets the connections that are open: neither side hears of it. New ones work. */
  cutQuietly(): void
  /** As when the server is gone: whoever calls is turned away. */
  hangUp(): Promise<void>
  /** As when it is back, at the same address. */
  pickUp(): Promise<void>
}

/** A line of a test's own. */
export async function openLine(): Promise<Line> {
  const { hostname, port } = new URL(inject('product').baseUrl)
  const open = new Set<Socket>()
  const joined = new Map<Socket, Socket>()
  let silent = false
  const server = createServer((near) => {
    open.add(near)
    near.on('close', () => open.delete(near)).on('error', () => {})
    if (silent) return
    const far = connect(Number(port), hostname).on('error', () => near.destroy())
    near.on('close', () => far.destroy() && joined.delete(near))
    joined.set(near, far)
    near.pipe(far).pipe(near)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  const dropAll = () => {
    for (const socket of open) socket.destroy()
  }
  const hangUp = async () => {
    if (!server.listening) return
    server.close()
    dropAll()
    await once(server, 'close')
  }
  onTestFinished(hangUp)
  const address = server.address() as { port: number }
  return {
    url: `http://localhost:${address.port}`,
    goSilent() {
      silent = true
      // Connections that are open already would go on answering.
      dropAll()
    },
    cutQuietly() {
      for (const [near, far] of joined) {
        near.unpipe(far)
        far.unpipe(near)
        far.destroy()
      }
      joined.clear()
    },
    hangUp,
    async pickUp() {
      silent = false
      server.listen(address.port, '127.0.0.1')
      await once(server, 'listening')
    },
  }
}
