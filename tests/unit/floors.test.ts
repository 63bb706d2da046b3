import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cruise, type IConfiguration, type ICruiseOptions, type IReporterOutput } from 'dependency-cruiser'
import { afterAll, beforeAll, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const { default: config } = (await import(join(ROOT, '.dependency-cruiser.mjs'))) as {
  default: IConfiguration
}

/** Files that violate a rule, with the name of the rule. */
const BAD: [file: string, code: string, rule: string][] = [
  ['api/availability/a.ts', "import '../kernel/db.ts'", 'only-downwards-from-availability'],
  ['api/availability/b.ts', "import 'node:fs'", 'core-is-pure'],
  ['api/availability/c.ts', "import 'pg'", 'core-is-pure'],
  ['api/kernel/a.ts', "import '../live/feed.ts'", 'only-downwards-from-kernel'],
  ['api/kernel/b.ts', "import type { Feed } from '../live/feed.ts'", 'only-downwards-from-kernel'],
  ['api/booking/a.ts', "import '../graphql/core/builder.ts'", 'only-downwards-from-booking'],
  ['api/booking/b.ts', "import 'graphql'", 'commands-know-no-graphql'],
  ['api/booking/c.ts', "import 'node:http'", 'commands-know-no-http'],
  ['api/push/subscribe.ts', "import 'node:https'", 'commands-know-no-http'],
  ['api/notification/a.ts', "import '../graphql/core/builder.ts'", 'only-downwards-from-notification'],
  ['api/staff/a.ts', "import '../planning/apply.ts'", 'no-siblings-of-staff'],
  ['api/graphql/a.ts', "import '../server.ts'", 'only-downwards-from-graphql'],
  ['api/catalogue/search/a.ts', "import 'node:fs'", 'pages-share-little'],
  ['api/catalogue/search/b.ts', "import '../search-catalogue.ts'", 'pages-share-little'],
  ['api/kernel/text.ts', "import './db.ts'", 'pages-share-little'],
  ['api/kernel/languages.ts', "import './db.ts'", 'pages-share-little'],
  ['api/server.ts', "import '../web/hooks.ts'", 'product-stands-alone'],
  ['api/cli/a.ts', "import '../../tests/app.ts'", 'product-stands-alone'],
  ['api/live/ring-a.ts', "import './ring-b.ts'", 'no-circular'],
  ['api/cellar/a.ts', "import '../kernel/db.ts'", 'listed-folders-only'],
]

/** Files without violations; some are imported by those of BAD. */
const GOOD: Record<string, string> = {
  'api/kernel/db.ts': "import 'pg'",
  'api/live/feed.ts': "import '../kernel/db.ts'\nexport type Feed = string",
  'api/live/ring-b.ts': "import type { A } from './ring-a.ts'\nexport type B = A",
  'api/graphql/core/builder.ts': "import 'graphql'\nimport '../booking/hold.ts'",
  'api/booking/hold.ts': "import '../kernel/db.ts'\nimport '../availability/model.ts'",
  'api/availability/model.ts': 'export type Day = string',
  'api/planning/apply.ts': "import '../booking/hold.ts'",
  'api/catalogue/search-catalogue.ts': "import './search/rank.ts'",
  'api/catalogue/search/rank.ts': "import 'minisearch'\nimport '../../kernel/text.ts'",
  'web/hooks.ts': '',
  'tests/app.ts': '',
}

let folder: string
let violations: Map<string, string[]>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'terminklick-floors-'))
  const files = new Map([...Object.entries(GOOD), ...BAD.map(([file, code]) => [file, code] as const)])
  for (const [file, code] of files) {
    await mkdir(join(folder, dirname(file)), { recursive: true })
    await writeFile(join(folder, file), `${code}\nexport {}\n`)
  }
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  const { forbidden, options } = config
  const { output } = (await cruise(['api'], {
    ...(options as ICruiseOptions),
    tsConfig: undefined,
    baseDir: folder,
    validate: true,
    ruleSet: { forbidden: forbidden! },
  })) as IReporterOutput
  if (typeof output === 'string') throw new Error(output)
  violations = new Map()
  for (const { from, rule } of output.summary.violations)
    violations.set(from, [...(violations.get(from) ?? []), rule.name])
})
afterAll(() => rm(folder, { recursive: true }))

test.each(BAD)('%s with "%s" violates the rule %s', (file, _, rule) => {
  expect(violations.get(file)).toContain(rule)
})

test('imports from floors below violate no rule', () => {
  const good = Object.keys(GOOD).filter(
    (file) => !BAD.some(([bad]) => bad === file) && file !== 'api/live/ring-b.ts',
  )
  expect(good.filter((file) => violations.has(file))).toEqual([])
})
