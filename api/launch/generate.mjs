import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { LaunchFailure } from './failure.mjs'
import { PINNED_NODE, ROOT, say, tool, WEB } from './project.mjs'
import { runNode } from './run.mjs'
import { filesBelow, hashOf, isStamped, removeStamp, stamp } from './stamp.mjs'

const LOCK_FILE = join(ROOT, 'package-lock.json')

/** Something that is made from sources, and made anew when they have changed. */
const made = (name, progress, sources, results, make) => ({
  isPresent: () =>
    isStamped(name, hashOf(sources())) && results.every((file) => existsSync(join(ROOT, file))),
  async make() {
    // Before the work: a source that is edited meanwhile makes the stamp stale.
    const hash = hashOf(sources())
    say(progress)
    removeStamp(name)
    const { code, output } = await make()
    if (code !== 0) throw new LaunchFailure(`${progress} failed:\n${output.trim()}`)
    stamp(name, hash)
  },
})

/** The database client, from prisma/schema.prisma. */
export const databaseClient = made(
  'client',
  'Generating the database client …',
  () => [LOCK_FILE, join(ROOT, 'prisma', 'schema.prisma'), join(ROOT, 'prisma.config.ts')],
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

/** What the build itself writes beside its sources. */
const BUILT = new Set([
  'node_modules',
  'build',
  'paraglide',
  '.svelte-kit',
  'README.md',
  '.gitignore',
  '.meta.json',
  'cache',
])

/** The pages, from web/. */
export const pages = made(
  'pages',
  'Building the pages …',
  () => [
    LOCK_FILE,
    join(ROOT, 'schema.graphql'),
    ...filesBelow(WEB, (name) => BUILT.has(name)),
    // What pages and API share.
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
