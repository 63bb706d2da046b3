import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test as testOfVitest } from 'vitest'
import { lane } from '../support/lane.ts'
import { applyRecipe } from './recipe/apply-recipe.ts'
import { program, projectCopy, runIn } from './recipe/project-copy.ts'

const RECIPE = fileURLToPath(new URL('../../docs/recipes/add-a-service-field.md', import.meta.url))
const FIELD = 'homeVisitPossible'
let copy: string
let files: string[]

/** Without a test that runs, nothing is copied either. */
const test = testOfVitest.runIf(lane.recipes)

beforeAll(async () => {
  copy = await projectCopy('added-field')
  files = await applyRecipe(await readFile(RECIPE, 'utf8'), copy)
  await runIn(copy, program('prisma', 'build/index.js'), 'generate')
}, 120_000)
afterAll(() => rm(copy, { recursive: true, force: true }))

test('the recipe changes schema and migration, the description, the texts and a test', () => {
  expect(files).toEqual([
    'prisma/schema/catalogue.prisma',
    expect.stringMatching(/^prisma\/migrations\/\d{4}_offer_home_visits\/migration\.sql$/),
    'api/catalogue/fields/service.ts',
    'web/messages/de.json',
    'web/messages/en.json',
    'tests/api/home-visit.test.ts',
  ])
})

test('the new field is in the file format, the rows, the form and the GraphQL schema', async () => {
  const printed = await runIn(copy, 'tests/product/recipe/places-of-field.ts', FIELD)
  expect(JSON.parse(printed)).toEqual({
    fileWith: true,
    fileWithout: false,
    row: true,
    empty: false,
    section: 'visit',
    sent: true,
    notSent: false,
  })
  await runIn(copy, 'api/cli/print-schema.ts')
  const schema = await readFile(join(copy, 'schema.graphql'), 'utf8')
  expect(schema).toContain(`  ${FIELD}: Boolean!`)
}, 60_000)

test('the changed copy type-checks, and the test of the recipe passes', async () => {
  await runIn(copy, program('typescript', 'bin/tsc'), '--noEmit', '-p', '.')
  await runIn(
    copy,
    program('vitest', 'vitest.mjs'),
    'run',
    '--project',
    'api',
    'tests/api/home-visit.test.ts',
  )
}, 300_000)
