import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

/** A GraphQL operation. */
export interface Operation {
  query: string
  variables?: object
}

/** One iteration of a caller, e.g. hold and confirm; false: it failed and is not measured. */
export type Turn = (send: Send) => Promise<boolean>

/** Sends an operation on the caller's connection; resolves to `data`. */
export type Send = (operation: Operation) => Promise<Record<string, any>>

/** Result of a load. */
export interface Measured {
  turns: number
  /** Number of failed turns. */
  failed: number
  seconds: number
  perSecond: number
  /** Milliseconds of a turn, sorted. */
  latencies: Float64Array
  /** Bytes of all answers. */
  received: number
}

export interface LoadOptions {
  graphql: URL
  /** Number of callers, each with a connection that stays open. */
  connections: number
  /** Duration; the load ends earlier if a caller has no turns left. */
  seconds: number
  /** Pause of a caller between two turns, not measured; absent: none. */
  pauseMs?: number
  /** The turns of the caller of a connection. */
  turnsOf: (connection: number) => Iterator<Turn>
}

/** Runs the turns of all callers concurrently, each turn after the answer to the one before. */
export async function measure({
  graphql,
  connections,
  seconds,
  pauseMs,
  turnsOf,
}: LoadOptions): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const latencies: number[] = []
  let failed = 0
  let received = 0
  let exhausted = false
  const began = performance.now()
  const until = began + seconds * 1000

  const send: Send = async (operation) => {
    const answer = await post(agent, graphql, operation)
    received += answer.length
    const { data, errors } = JSON.parse(answer.toString())
    if (errors) throw new Error(answer.toString())
    return data
  }

  async function caller(connection: number): Promise<void> {
    const turns = turnsOf(connection)
    while (performance.now() < until && !exhausted) {
      const { value: turn, done } = turns.next()
      // Ends the load for all callers, because the remaining ones would have less competition.
      if (done) return void (exhausted = true)
      const since = performance.now()
      if (await turn(send)) latencies.push(performance.now() - since)
      else failed++
      if (pauseMs) await pause(pauseMs)
    }
  }
  await Promise.all(Array.from({ length: connections }, (_, connection) => caller(connection)))
  const elapsed = (performance.now() - began) / 1000
  agent.destroy()
  return {
    turns: latencies.length,
    failed,
    seconds: elapsed,
    perSecond: latencies.length / elapsed,
    latencies: Float64Array.from(latencies).sort(),
    received,
  }
}

/** A percentile of sorted latencies. @param share from 0 to 1 */
export const percentile = (latencies: Float64Array, share: number): number =>
  latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? NaN

function post(agent: Agent, url: URL, operation: Operation): Promise<Buffer> {
  const body = Buffer.from(JSON.stringify(operation))
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    'content-length': body.length,
  }
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: 'POST', headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('error', reject)
      response.once('end', () => {
        const answer = Buffer.concat(chunks)
        if (response.statusCode === 200) resolve(answer)
        else reject(new Error(`HTTP ${response.statusCode}: ${answer.toString('utf8', 0, 500)}`))
      })
    })
    sent.once('error', reject)
    sent.end(body)
  })
}
