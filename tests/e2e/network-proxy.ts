import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { inject, onTestFinished } from 'vitest'

/** A TCP proxy between browser and product, which can simulate network failures. */
export interface NetworkProxy {
  /** URL of the product through the proxy. */
  url: string
  /** Requests are accepted, but never answered, as with poor reception. */
  stopAnswering(): void
  /** Drops open connections without informing the browser, as a NAT timeout does. New connections work. */
  dropConnections(): void
  /** Refuses connections, as if the server were down. */
  shutDown(): Promise<void>
  /** Accepts connections again at the same URL. */
  restart(): Promise<void>
}

/** Opens a proxy for the present test. */
export async function openNetworkProxy(): Promise<NetworkProxy> {
  const { hostname, port } = new URL(inject('product').baseUrl)
  const open = new Set<Socket>()
  const upstreams = new Map<Socket, Socket>()
  let silent = false
  const server = createServer((client) => {
    open.add(client)
    client.on('close', () => open.delete(client)).on('error', () => {})
    if (silent) return
    const upstream = connect(Number(port), hostname).on('error', () => client.destroy())
    client.on('close', () => upstream.destroy() && upstreams.delete(client))
    upstreams.set(client, upstream)
    client.pipe(upstream).pipe(client)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  const dropAll = () => {
    for (const socket of open) socket.destroy()
  }
  const shutDown = async () => {
    if (!server.listening) return
    server.close()
    dropAll()
    await once(server, 'close')
  }
  onTestFinished(shutDown)
  const address = server.address() as { port: number }
  return {
    url: `http://localhost:${address.port}`,
    stopAnswering() {
      silent = true
      // Open connections would still be answered.
      dropAll()
    },
    dropConnections() {
      for (const [client, upstream] of upstreams) {
        client.unpipe(upstream)
        upstream.unpipe(client)
        upstream.destroy()
      }
      upstreams.clear()
    },
    shutDown,
    async restart() {
      silent = false
      server.listen(address.port, '127.0.0.1')
      await once(server, 'listening')
    },
  }
}
