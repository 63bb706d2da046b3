import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chmod, cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { temporaryFolder } from '../support/product.ts'

const LAUNCHER = fileURLToPath(new URL('../../api', import.meta.url))

/**
 * A project with our launcher and fakes of everything that takes long: npm, Prisma, Vite and the product. Each fake of a
 * tool writes its call into a journal.
 */
export interface SmallProject {
  path: string
  /** Starts `node api/launch.mjs …` in its own process group, as in a terminal. */
  launch(args: string[], env?: Record<string, string>): ChildProcess
  /** Starts it as a child of another process, as npm does. */
  launchThroughNpm(args: string[]): ChildProcess
  /** Runs it and waits for its end. */
  run(args: string[], env?: Record<string, string>): Promise<{ code: number; stdout: string; output: string }>
  write(file: string, content: string): Promise<void>
  read(file: string): Promise<string>
  /** Calls of the fakes since the last read. */
  journal(): Promise<string[]>
  remove(): Promise<void>
}

/** Fake of npm: installs the pinned Node (this one), Prisma and Vite. The environment makes it fail, wait or hang. */
const NPM = `#!/usr/bin/env node
const { appendFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } = require('node:fs')
appendFileSync('journal', 'npm ' + process.argv.slice(2).join(' ') + '\\n')
mkdirSync(process.env.npm_config_cache || require('node:os').homedir() + '/.npm', { recursive: true })
rmSync('node_modules', { recursive: true, force: true })
mkdirSync('node_modules/.bin', { recursive: true })
if (process.env.NPM_FAILS) { console.error('npm error network'); process.exit(1) }
if (process.env.NPM_WAITS) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, +process.env.NPM_WAITS)
if (process.env.NPM_HANGS) setTimeout(() => {}, 60_000)
else {
  mkdirSync('node_modules/node/bin', { recursive: true })
  const make = "require('node:fs').symlinkSync(process.env.THIS_NODE, 'bin/node')"
  writeFileSync('node_modules/node/installArchSpecificPackage.js', make)
  if (!process.env.NPM_IGNORES_SCRIPTS) symlinkSync(process.env.THIS_NODE, 'node_modules/node/bin/node')
  const tool = (name, files) => writeFileSync('node_modules/.bin/' + name,
    "const fs = require('node:fs'); const { dirname } = require('node:path');" +
    "fs.appendFileSync(process.env.PROJECT + '/journal', '" + name + "\\\\n');" +
    "for (const file of " + JSON.stringify(files) + ") { fs.mkdirSync(process.env.PROJECT + '/' + dirname(file), { recursive: true });" +
    "fs.writeFileSync(process.env.PROJECT + '/' + file, '') }")
  tool('prisma', ['api/generated/prisma/client.ts', 'api/generated/pothos.ts'])
  tool('vite', ['web/build/handler.js', 'web/src/lib/paraglide/runtime.js'])
  // Fakes of the checks; see CHECK.
  for (const name of ['tsc', 'svelte-kit', 'svelte-check', 'eslint', 'prettier', 'depcruise', 'vitest'])
    writeFileSync('node_modules/.bin/' + name, process.env.CHECK)
}
`

/** Fake of a check or of Vitest: prints the lane, fails when FAILS names it, and writes the report of Vitest. */
const CHECK = `
const { basename } = require('node:path')
const name = basename(process.argv[1]).replace('print-schema.ts', 'schema')
if (name === 'vitest') console.log('tests in the lane ' + process.env.TEST_LANE + ': ' + process.argv.slice(2))
const report = process.argv.find((each) => each.startsWith('--outputFile.json='))?.split('=')[1]
if (report && process.env.REPORT) require('node:fs').writeFileSync(report, process.env.REPORT)
if ((process.env.FAILS ?? '').split(',').includes(name)) { console.log(name + ' found something'); process.exit(1) }
`

/** Fake of the product: prints signals and shuts down after 0.2 s. */
const PRODUCT = `
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {
  console.log('got ' + signal)
  setTimeout(() => { console.log('ended in order'); process.exit(0) }, 200)
})
process.on('disconnect', () => process.exit(0))
console.log('product on ' + process.argv0)
if (process.env.PRODUCT_EXITS) process.exit(Number(process.env.PRODUCT_EXITS))
setTimeout(() => {}, 60_000)
`

export async function smallProject(): Promise<SmallProject> {
  const { path, remove } = await temporaryFolder('launcher')
  const write = async (file: string, content: string) => {
    await mkdir(dirname(join(path, file)), { recursive: true })
    await writeFile(join(path, file), content)
  }
  await cp(join(LAUNCHER, 'launch.mjs'), join(path, 'api', 'launch.mjs'))
  await cp(join(LAUNCHER, 'launch'), join(path, 'api', 'launch'), { recursive: true })
  await write('package.json', JSON.stringify({ type: 'module', workspaces: ['api', 'web'] }))
  await write('package-lock.json', '{"packages":{"":{},"node_modules/thing":{"version":"1.0.0"}}}')
  await write('api/package.json', '{"type":"module"}')
  await write('web/package.json', '{"type":"module"}')
  await write('web/src/page.svelte', 'a page')
  await write('prisma/schema/booking.prisma', 'a schema')
  await write('schema.graphql', 'a schema')
  await write('api/catalogue/search/index.ts', 'a module that pages import')
  await write('api/catalogue/fields/index.ts', 'a module that pages import')
  await write('api/inputs/contact.ts', 'a module that pages import')
  // The real one needs the rules of the real project.
  await write('api/launch/print-floors.mjs', '')
  await write('api/main.ts', PRODUCT)
  await write(
    'api/cli/print-schema.ts',
    `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);${CHECK}`,
  )
  await write('bin/package.json', '{"type":"commonjs"}')
  await write('bin/npm', NPM)
  await chmod(join(path, 'bin', 'npm'), 0o755)
  await symlink(process.execPath, join(path, 'bin', 'node'))

  const environment = (env: Record<string, string>) => ({
    PATH: `${join(path, 'node_modules/.bin')}:${join(path, 'bin')}:/usr/bin:/bin`,
    PROJECT: path,
    THIS_NODE: process.execPath,
    CHECK,
    ...env,
  })
  return {
    path,
    write,
    remove,
    read: (file) => readFile(join(path, file), 'utf8'),
    launch: (args, env = {}) =>
      spawn(process.execPath, ['api/launch.mjs', ...args], {
        cwd: path,
        env: environment(env),
        detached: true,
      }),
    launchThroughNpm: (args) =>
      spawn(
        process.execPath,
        [
          '-e',
          `require('node:child_process').spawn(process.execPath, ${JSON.stringify(['api/launch.mjs', ...args])}, { stdio: 'inherit' })`,
        ],
        { cwd: path, env: environment({}), detached: true },
      ),
    run: (args, env = {}) =>
      new Promise((resolve) => {
        const options = { cwd: path, env: environment(env) }
        execFile(process.execPath, ['api/launch.mjs', ...args], options, (error, stdout, stderr) =>
          resolve({ code: error ? Number(error.code) : 0, stdout, output: stdout + stderr }),
        )
      }),
    async journal() {
      const lines = await readFile(join(path, 'journal'), 'utf8').catch(() => '')
      await rm(join(path, 'journal'), { force: true })
      return lines.split('\n').filter((line) => line !== '')
    },
  }
}
