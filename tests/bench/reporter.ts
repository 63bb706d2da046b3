import { Session } from 'node:inspector/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/*
 * Loaded into the API's process before the product (node --import): tells the bench, over the channel between the two,
 * what this process uses.
 */

/** What the bench may ask for. */
export type Question = 'usage' | 'usage after collecting garbage' | 'start profile' | 'stop profile'

export interface Usage {
  /** Bytes. */
  rss: number
  /** Bytes. */
  heapUsed: number
  /** Milliseconds of processor time since the process began, all its threads. */
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

process.on('message', (question: Question) => void answer(question).then((said) => process.send!(said)))
