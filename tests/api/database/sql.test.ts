import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../support/database.ts'
import { checkQueries } from '../../support/sql/check-queries.ts'
import { RIGHT, WRONG } from '../../support/sql/examples.ts'
import { openProgram, pathOf } from '../../support/sql/program.ts'
import { UNCHECKED } from '../../support/sql/unchecked.ts'

const PREAMBLE = `import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { PrismaClient } from '../../generated/prisma/client.ts'
declare const client: pg.ClientBase, prisma: PrismaClient
`

const db = await testDatabase({ asOwner: true })
const client = new pg.Client({ connectionString: db.url })
await client.connect()
afterAll(() => client.end())

const examples = [...Object.entries(RIGHT), ...Object.entries(WRONG).map(([name, [code]]) => [name, code])]
const pathOfExample = (name: string) => `api/sql-example/${name}.ts`
const program = openProgram(
  Object.fromEntries(examples.map(([name, code]) => [pathOfExample(name!), PREAMBLE + code])),
)

/** Checks the files whose path satisfies the predicate. */
const check = (fits: (path: string) => boolean) =>
  checkQueries({ ...program, files: program.files.filter((file) => fits(pathOf(file))) }, client, (name) =>
    Object.hasOwn(UNCHECKED, name),
  )

test('every SQL statement in the API has the types of the schema', async () => {
  const report = await check((path) => !path.startsWith('api/sql-example/'))
  expect(report.problems).toEqual([])
  expect(report.statements.size).toBeGreaterThan(100)
  expect([...report.unchecked].sort()).toEqual(Object.keys(UNCHECKED).sort())
})

test.each(Object.keys(RIGHT))('the query check accepts %s', async (name) => {
  const report = await check((path) => path === pathOfExample(name))
  expect(report.problems).toEqual([])
  expect(report.statements.size).toBeGreaterThan(0)
})

test.each(Object.entries(WRONG))('the query check rejects %s', async (name, [, ...problems]) => {
  const report = await check((path) => path === pathOfExample(name))
  expect(report.problems.map((problem) => problem.slice(problem.indexOf(': ') + 2))).toEqual(problems)
})
