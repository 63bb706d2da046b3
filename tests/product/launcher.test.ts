import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type SmallProject, smallProject } from './small-project.ts'

let project: SmallProject
beforeEach(async () => {
  project = await smallProject()
})
afterEach(() => project.remove())

/** A product that ends at once, so that only the preparation is seen. */
const ONCE = { PRODUCT_EXITS: '0' }
const INSTALL = 'npm ci --include=dev --no-audit --no-fund --loglevel=error'

describe('what is missing or stale is brought up to date, and nothing else', () => {
  test('a fresh clone: everything, once, on the pinned Node', async () => {
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
    ['api/kernel/languages.json', ['vite']],
    ['api/kernel/languages.ts', ['vite']],
    // Written by the build, not for it.
    ['web/src/lib/paraglide/messages.js', []],
    ['README.md', []],
  ])('a change of %s', async (file, expected) => {
    await project.run(['start'], ONCE)
    await project.journal()
    await project.write(file, '{"packages":{},"changed":true}')
    await project.run(['start'], ONCE)
    expect(await project.journal()).toEqual(expected)
  })

  test('what was made and then deleted', async () => {
    await project.run(['start'], ONCE)
    await project.journal()
    await rm(join(project.path, 'web/build'), { recursive: true })
    await project.run(['start'], ONCE)
    expect(await project.journal()).toEqual(['vite'])
  })

  test('an installation that failed says why, and is begun again', async () => {
    const { code, output } = await project.run(['start'], { NPM_FAILS: '1' })
    expect(code).toBe(1)
    expect(output).toMatch(/The packages could not be installed\. Check the network .*\nnpm error network/)
    await project.journal()
    expect((await project.run(['start'], ONCE)).code).toBe(0)
    expect(await project.journal()).toEqual([INSTALL, 'prisma', 'vite'])
  })

  test('an installation that was broken off is begun again', async () => {
    const launcher = project.launch(['start'], { NPM_HANGS: '1' })
    await expect.poll(() => project.journal()).toEqual([INSTALL])
    process.kill(-launcher.pid!, 'SIGINT')
    // npm would hang for a minute, longer than this test may take.
    expect((await once(launcher, 'exit'))[0]).toBe(130)
    expect((await project.run(['start'], ONCE)).code).toBe(0)
    expect(await project.journal()).toEqual([INSTALL, 'prisma', 'vite'])
  })

  test('packages that were installed by hand from the same lock file are taken', async () => {
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

  test('the pinned Node, where npm may not run install scripts', async () => {
    const { code, output } = await project.run(['start'], { ...ONCE, NPM_IGNORES_SCRIPTS: '1' })
    expect(code, output).toBe(0)
    expect(output).toContain('Fetching the pinned Node …')
    expect(output).toContain('product on')
  })

  test('no home that can be written', async () => {
    await writeFile(join(project.path, 'file'), '')
    const { code, output } = await project.run(['start'], { ...ONCE, HOME: join(project.path, 'file') })
    expect(code, output).toBe(0)
  })

  test('two that start side by side prepare once', async () => {
    const both = await Promise.all([project.run(['start'], ONCE), project.run(['schema:print'])])
    expect(both[0].code, both[0].output).toBe(0)
    expect(await project.journal()).toEqual([INSTALL, 'prisma', 'vite'])
  })

  test('a start that was killed while it prepared does not keep the next one out', async () => {
    const launcher = project.launch(['start'], { NPM_HANGS: '1' })
    await expect.poll(() => project.journal()).toEqual([INSTALL])
    process.kill(-launcher.pid!, 'SIGKILL')
    await once(launcher, 'exit')
    // As if ten seconds had passed since it last said that it is alive.
    const then = new Date(Date.now() - 10_000)
    await utimes(join(project.path, '.preparing'), then, then)
    expect((await project.run(['start'], ONCE)).code).toBe(0)
  })
})

describe('the command', () => {
  test('hands its exit code on', async () => {
    expect((await project.run(['start'], { PRODUCT_EXITS: '7' })).code).toBe(7)
  })

  test('that does not exist', async () => {
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

  test('test:clock needs an instant', async () => {
    const { code, output } = await project.run(['test:clock', 'noon'])
    expect(code).toBe(1)
    expect(output).toContain('Usage: npm run test:clock -- "2028-02-29 10:00"')
  })

  test.each([
    ['a terminal’s Ctrl-C, to all at once', 'SIGINT', (pid: number) => -pid],
    ['kill, to the launcher alone', 'SIGTERM', (pid: number) => pid],
    ['the end of the terminal', 'SIGHUP', (pid: number) => -pid],
  ] as const)('ends in order by %s', async (_, signal, target) => {
    const launcher = project.launch(['start'])
    const output = await said(launcher, 'product on')
    process.kill(target(launcher.pid!), signal)
    const [code] = await once(launcher, 'close')
    expect(output()).toContain('ended in order')
    expect(code).toBe(0)
  })

  test('ends with the launcher, however that ends', async () => {
    const launcher = project.launch(['start'])
    await said(launcher, 'product on')
    launcher.kill('SIGKILL')
    // The launcher's output stays open until the product has ended as well.
    await once(launcher, 'close')
  })

  test('ends in order when npm is killed, which started the launcher', async () => {
    const npm = project.launchThroughNpm(['start'])
    const output = await said(npm, 'product on')
    npm.kill('SIGKILL')
    // Its output stays open until launcher and product have ended as well.
    await once(npm, 'close')
    expect(output()).toContain('ended in order')
  })
})

/** Waits until the process has said something; answers with a look at all that it has said. */
async function said(child: ChildProcess, words: string): Promise<() => string> {
  let output = ''
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes(words)) resolve()
    }
    child.stdout!.on('data', listen)
    child.stderr!.on('data', listen)
    child.once('exit', () => reject(new Error(output)))
  })
  return () => output
}
