import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { citizen } from '../support/citizen.ts'
import { startProduct, temporaryFolder } from '../support/product.ts'
import { START_PHASES } from './start-phases.ts'
import { overHttp } from './over-http.ts'
import { useFolder } from './used-folder.ts'

const folder = await temporaryFolder('survives')
afterAll(() => folder.remove())

const items = [{ serviceId: 'personalausweis-beantragen' }]

const start = (DATA_DIR: string) => startProduct({ DATA_DIR, RATE_LIMITS: 'off', BOOKING_CHALLENGE: 'off' })

const at = (url: string) => citizen(overHttp(() => url))

describe('a first start that is killed', () => {
  test.each(START_PHASES)('when $name is completed by the next start', async ({ name, reached }) => {
    const DATA_DIR = join(folder.path, `killed ${name}`)
    const first = start(DATA_DIR)
    await reached(DATA_DIR)
    await first.end('SIGKILL')

    const second = start(DATA_DIR)
    expect(await at(await second.ready).nextSlots(items, 1)).toHaveLength(1)
    expect((await second.end()).code).toBe(0)
    expect((await readdir(DATA_DIR)).filter((file) => file.includes('.new'))).toEqual([])
  })
})

describe('a second start on the same data folder', () => {
  const DATA_DIR = join(folder.path, 'shared')
  beforeAll(() => useFolder(DATA_DIR))

  test('is refused, and the first process continues', async () => {
    const first = start(DATA_DIR)
    const url = await first.ready
    const { code, output } = await start(DATA_DIR).exit
    expect(output.trim()).toBe(
      `The data folder ${DATA_DIR} is in use by another Terminklick. Stop that one first, or give this one its own DATA_DIR.`,
    )
    expect(code).toBe(1)
    expect(await (await fetch(`${url}/ready`)).text()).toBe('ready\n')
    expect((await first.end()).code).toBe(0)
  })

  test('waits if the first process is stopping', async () => {
    const first = start(DATA_DIR)
    await first.ready
    first.process.kill('SIGTERM')
    const second = start(DATA_DIR)
    expect(await (await fetch(`${await second.ready}/ready`)).text()).toBe('ready\n')
    expect((await first.exit).code).toBe(0)
    expect((await second.end()).code).toBe(0)
  })

  test('at the same time is refused for one of both', async () => {
    const folderOfBoth = join(folder.path, 'both')
    const both = [start(folderOfBoth), start(folderOfBoth)]
    const [one, other] = await Promise.all(both.map((product) => product.ready.catch(() => null)))
    expect([one, other].filter((url) => url === null)).toHaveLength(1)
    const refused = both[one === null ? 0 : 1]!
    expect((await refused.exit).output).toContain('is in use by another Terminklick')
    const running = both[one === null ? 1 : 0]!
    expect(await at((one ?? other)!).nextSlots(items, 1)).toHaveLength(1)
    expect((await running.end()).code).toBe(0)
  })
})
