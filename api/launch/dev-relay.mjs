import { randomInt } from 'node:crypto'
import { connect, createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** Longest wait of a request for a restart, which takes one to two seconds. */
const WAIT_MS = 15_000

const UNAVAILABLE =
  'HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\nRetry-After: 2\r\n' +
  'Connection: close\r\n\r\nThe API is not running. See its output in the terminal.\n'

/**
 * TCP proxy in front of the API. While the API restarts, connections wait, so that no page fails because of a restart;
 * when the API has ended by itself, they get a 503.
 * @param {number} apiPort on 127.0.0.1
 * @param {() => boolean} isRunning false: the API has ended by itself, so connections do not wait
 * @returns {Promise<number>} port of the relay on 127.0.0.1
 */
export function relay(apiPort, isRunning) {
  const server = createServer(async (client) => {
    client.on('error', () => {})
    const upstream = (await waitUntilReady(apiPort, isRunning)) && (await open(apiPort))
    if (!upstream) return client.end(UNAVAILABLE)
    upstream.on('error', () => client.destroy())
    upstream.on('close', () => client.destroy())
    client.on('close', () => upstream.destroy())
    client.pipe(upstream).pipe(client)
  })
  return listening(server).then((port) => {
    server.unref()
    return port
  })
}

async function waitUntilReady(port, isRunning) {
  const until = Date.now() + WAIT_MS
  while (isRunning() && Date.now() < until) {
    // The API answers /ready with 503 until it accepts requests.
    const answer = await fetch(`http://127.0.0.1:${port}/ready`).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.ok) return true
    await pause(50)
  }
  return false
}

const open = (port, host = '127.0.0.1') =>
  new Promise((resolve) => {
    const socket = connect({ port, host })
    socket.once('connect', () => resolve(socket))
    socket.once('error', () => resolve(undefined))
  })

/** Whether a server accepts connections at an address. */
export async function addressAnswers(host, port) {
  // Not every system can connect to the wildcard address.
  const socket = await open(port, host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host)
  socket?.destroy()
  return socket !== undefined
}

/**
 * A free port below the range from which systems assign ports. One of that range could be assigned to another process
 * before the caller listens.
 */
export async function freePort() {
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = randomInt(20_000, 30_000)
    if (await isFree(port)) return port
  }
  throw new Error('no free port was found')
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}

function listening(server) {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve(server.address().port))
  })
}
