import { Session } from 'node:inspector/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/*
 * Loaded into the API's process before the product (node --import). Reports the resources of the process to the benchmark,
 * by IPC.
 */

/** Requests of the benchmark. */
export type Question = 'usage' | 'usage after collecting garbage' | 'start profile' | 'stop profile'

export interface Usage {
  /** Bytes. */
  rss: number
  /** Bytes. */
  heapUsed: number
  /** Milliseconds of processor time of all threads since the start of the process. */
  cpuMillis: number
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void
const session = new Session()
session.connect()
await session.post('Profiler.enable')

async function answer(question: Question): Promise<unknown> {
  switch (question) {
    case 'usage after collecting garbage':
      collectGarbage()
      return usage()
    case 'usage':
      return usage()
    case 'start profile':
      await session.post('Profiler.start')
      return null
    case 'stop profile':
      return (await session.post('Profiler.stop')).profile
  }
}

function usage(): Usage {
  const { rss, heapUsed } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  return { rss, heapUsed, cpuMillis: (user + system) / 1000 }
}

process.on('message', (question: Question) => void answer(question).then((result) => process.send!(result)))
