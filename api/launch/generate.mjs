import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { LaunchFailure } from './failure.mjs'
import { PINNED_NODE, ROOT, printProgress, tool, WEB } from './project.mjs'
import { runNode } from './run.mjs'
import { filesBelow, hashOf, isStamped, removeStamp, stamp } from './stamp.mjs'

const LOCK_FILE = join(ROOT, 'package-lock.json')

/**
 * A build step: `results` are built from `sources` and built again when these change. Paths of results are relative to
 * the project.
 */
const buildStep = (name, progress, sources, results, build) => ({
  isCurrent: () =>
    isStamped(name, hashOf(sources())) && results.every((file) => existsSync(join(ROOT, file))),
  async build() {
    // Computed before the build, so that a source that is edited during it makes the stamp stale.
    const hash = hashOf(sources())
    printProgress(progress)
    removeStamp(name)
    const { code, output } = await build()
    if (code !== 0) throw new LaunchFailure(`${progress} failed:\n${output.trim()}`)
    stamp(name, hash)
  },
})

/** The database client, generated from prisma/schema. */
export const databaseClient = buildStep(
  'client',
  'Generating the database client …',
  () => [LOCK_FILE, ...filesBelow(join(ROOT, 'prisma', 'schema')), join(ROOT, 'prisma.config.ts')],
  ['api/generated/prisma/client.ts', 'api/generated/pothos.ts'],
  () =>
    runNode([tool('prisma'), 'generate'], {
      capture: true,
      env: {
        ...process.env,
        // Generating needs no engine: any program in its place keeps Prisma from downloading one.
        PRISMA_SCHEMA_ENGINE_BINARY: PINNED_NODE,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      },
    }),
)

/** Names of files and folders in web/ that are no sources of the build: its results and caches. */
const NOT_SOURCES = new Set([
  'node_modules',
  'build',
  'paraglide',
  '.svelte-kit',
  'README.md',
  '.gitignore',
  '.meta.json',
  'cache',
])

/** The pages, built from web/. */
export const pages = buildStep(
  'pages',
  'Building the pages …',
  () => [
    LOCK_FILE,
    join(ROOT, 'schema.graphql'),
    ...filesBelow(WEB, (name) => NOT_SOURCES.has(name)),
    // Modules of the API that pages import.
    join(ROOT, 'api', 'kernel', 'languages.json'),
    join(ROOT, 'api', 'kernel', 'languages.ts'),
    ...filesBelow(join(ROOT, 'api', 'catalogue', 'fields')),
    ...filesBelow(join(ROOT, 'api', 'catalogue', 'search')),
    ...filesBelow(join(ROOT, 'api', 'inputs')),
    join(ROOT, 'api', 'kernel', 'text.ts'),
    join(ROOT, 'api', 'kernel', 'limits.ts'),
    join(ROOT, 'api', 'kernel', 'money.ts'),
    join(ROOT, 'api', 'availability', 'limits.ts'),
  ],
  ['web/build/handler.js', 'web/src/lib/paraglide/runtime.js'],
  () =>
    runNode([tool('vite'), 'build'], {
      cwd: WEB,
      capture: true,
      env: { ...process.env, NODE_ENV: 'production' },
    }),
)
