import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type SmallProject, smallProject } from './small-project.ts'

let project: SmallProject
beforeEach(async () => {
  project = await smallProject()
})
afterEach(() => project.remove())

/** A product that ends at once. */
const ONCE = { PRODUCT_EXITS: '0' }
const INSTALL = 'npm ci --include=dev --no-audit --no-fund --loglevel=error'

describe('a start installs and builds only what is missing or stale', () => {
  test('a fresh clone: everything, once, then the product on the pinned Node', async () => {
    const { code, output } = await project.run(['start'], ONCE)
    expect(code, output).toBe(0)
    const line = `product on ${join(project.path, 'node_modules/node/bin/node')}\n`
    expect(output).toContain(line)
    expect(await project.journal()).toEqual([INSTALL, 'prisma', 'vite'])
    expect((await project.run(['start'], ONCE)).output).toBe(line)
    expect(await project.journal()).toEqual([])
  })

  test.each([
    ['package-lock.json', [INSTALL, 'prisma', 'vite']],
    ['api/package.json', [INSTALL, 'prisma', 'vite']],
    ['prisma/schema/booking.prisma', ['prisma']],
    ['prisma/schema/another.prisma', ['prisma']],
    ['web/src/page.svelte', ['vite']],
    ['web/src/another.svelte', ['vite']],
    ['schema.graphql', ['vite']],
    ['api/catalogue/search/index.ts', ['vite']],
    ['api/inputs/contact.ts', ['vite']],
    ['api/kernel/languages.json', ['vite']],
    ['api/kernel/languages.ts', ['vite']],
    // A result of the build.
    ['web/src/lib/paraglide/messages.js', []],
    ['README.md', []],
  ])('only the stale parts after a change of %s', async (file, expected) => {
    await project.run(['start'], ONCE)
    await project.journal()
    await project.write(file, '{"packages":{},"changed":true}')
    await project.run(['start'], ONCE)
    expect(await project.journal()).toEqual(expected)
  })

  test('a deleted result', async () => {
    await project.run(['start'], ONCE)
    await project.journal()
    await rm(join(project.path, 'web/build'), { recursive: true })
    await project.run(['start'], ONCE)
    expect(await project.journal()).toEqual(['vite'])
  })

  test('a failed installation prints the reason and is repeated', async () => {
    const { code, output } = await project.run(['start'], { NPM_FAILS: '1' })
    expect(code).toBe(1)
    expect(output).toMatch(/The packages could not be installed\. Check the network .*\nnpm error network/)
    await project.journal()
    expect((await project.run(['start'], ONCE)).code).toBe(0)
    expect(await project.journal()).toEqual([INSTALL, 'prisma', 'vite'])
  })

  test('an interrupted installation is repeated', async () => {
    const launcher = project.launch(['start'], { NPM_HANGS: '1' })
    await expect.poll(() => project.journal()).toEqual([INSTALL])
    process.kill(-launcher.pid!, 'SIGINT')
    // npm hangs for a minute, longer than the timeout of this test.
    expect((await once(launcher, 'exit'))[0]).toBe(130)
    expect((await project.run(['start'], ONCE)).code).toBe(0)
    expect(await project.journal()).toEqual([INSTALL, 'prisma', 'vite'])
  })

  test('packages that were installed by calling npm are used', async () => {
    await project.run(['start'], ONCE)
    await project.journal()
    await rm(join(project.path, 'node_modules/.terminklick'), { recursive: true })
    await project.write(
      'node_modules/.package-lock.json',
      '{"packages":{"node_modules/thing":{"version":"1.0.0"}}}',
    )
    await project.run(['start'], ONCE)
    expect(await project.journal()).toEqual(['prisma', 'vite'])
  })

  test('the pinned Node is installed where npm runs no install scripts', async () => {
    const { code, output } = await project.run(['start'], { ...ONCE, NPM_IGNORES_SCRIPTS: '1' })
    expect(code, output).toBe(0)
    expect(output).toContain('Fetching the pinned Node …')
    expect(output).toContain('product on')
  })

  test('HOME may be read-only', async () => {
    await writeFile(join(project.path, 'file'), '')
    const { code, output } = await project.run(['start'], { ...ONCE, HOME: join(project.path, 'file') })
    expect(code, output).toBe(0)
  })

  test('two starts at once prepare once', async () => {
    const both = await Promise.all([project.run(['start'], ONCE), project.run(['schema:print'])])
    expect(both[0].code, both[0].output).toBe(0)
    expect(await project.journal()).toEqual([INSTALL, 'prisma', 'vite'])
  })

  test('the lock of a killed start becomes stale', async () => {
    const launcher = project.launch(['start'], { NPM_HANGS: '1' })
    await expect.poll(() => project.journal()).toEqual([INSTALL])
    process.kill(-launcher.pid!, 'SIGKILL')
    await once(launcher, 'exit')
    // A last heartbeat of ten seconds ago.
    const then = new Date(Date.now() - 10_000)
    await utimes(join(project.path, '.preparing'), then, then)
    expect((await project.run(['start'], ONCE)).code).toBe(0)
  })

  test('a preparation whose lock was taken by another start continues and keeps the other lock', async () => {
    const lock = join(project.path, '.preparing')
    const launcher = project.launch(['start'], { ...ONCE, NPM_WAITS: '3000' })
    await expect.poll(() => project.journal()).toEqual([INSTALL])
    await rm(lock)
    // Longer than the interval of heartbeats.
    await pause(1_500)
    await writeFile(lock, 'another')
    expect((await once(launcher, 'exit'))[0]).toBe(0)
    expect(await project.read('.preparing')).toBe('another')
  })
})

describe('a command', () => {
  test('passes its exit code on', async () => {
    expect((await project.run(['start'], { PRODUCT_EXITS: '7' })).code).toBe(7)
  })

  test('that is unknown prints the known ones', async () => {
    const { code, output } = await project.run(['fly'])
    expect(code).toBe(1)
    expect(output).toMatch(/There is no command "fly"\. There are: start, test, test:thorough, /)
  })

  test.each([
    ['test', 'quick'],
    ['test:thorough', 'thorough'],
  ])('%s runs the tests of the %s lane, with the given arguments', async (command, lane) => {
    const { code, output } = await project.run([command, 'tests/unit', '--bail=1'], { TEST_LANE: 'other' })
    expect(code, output).toBe(0)
    expect(output).toContain(`tests in the lane ${lane}: run,tests/unit,--bail=1\n`)
    expect((await project.run([command], { FAILS: 'vitest' })).code).toBe(1)
  })

  test('test:clock requires a time', async () => {
    const { code, output } = await project.run(['test:clock', 'noon'])
    expect(code).toBe(1)
    expect(output).toContain('Usage: npm run test:clock -- "2028-02-29 10:00"')
  })

  test.each([
    ['Ctrl-C in the terminal, to the process group', 'SIGINT', (pid: number) => -pid],
    ['kill, to the launcher only', 'SIGTERM', (pid: number) => pid],
    ['a closed terminal, to the process group', 'SIGHUP', (pid: number) => -pid],
  ] as const)('shuts down after %s', async (_, signal, target) => {
    const launcher = project.launch(['start'])
    const output = await printed(launcher, 'product on')
    process.kill(target(launcher.pid!), signal)
    const [code] = await once(launcher, 'close')
    expect(output()).toContain('ended in order')
    expect(code).toBe(0)
  })

  test('ends after the launcher was killed', async () => {
    const launcher = project.launch(['start'])
    await printed(launcher, 'product on')
    launcher.kill('SIGKILL')
    // Output of the launcher stays open until the product has ended as well.
    await once(launcher, 'close')
  })

  test('shuts down when npm, which started the launcher, was killed', async () => {
    const npm = project.launchThroughNpm(['start'])
    const output = await printed(npm, 'product on')
    npm.kill('SIGKILL')
    // Output stays open until launcher and product have ended as well.
    await once(npm, 'close')
    expect(output()).toContain('ended in order')
  })
})

/** Waits until the output of a process contains a text. Returns a function that reads all output. */
async function printed(child: ChildProcess, text: string): Promise<() => string> {
  let output = ''
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes(text)) resolve()
    }
    child.stdout!.on('data', listen)
    child.stderr!.on('data', listen)
    child.once('exit', () => reject(new Error(output)))
  })
  return () => output
}
