import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = new URL('../../', import.meta.url).pathname
const read = (file: string) => readFileSync(root + file, 'utf8')

const sources = [
  ...globSync('api/**/*.ts', { cwd: root, exclude: (name) => name.includes('generated') }),
  ...globSync('prisma/functions/*.sql', { cwd: root }),
].map((file) => ({ file, text: read(file) }))

/** Columns whose time is the database's, because it follows the order of commits. */
const OF_THE_DATABASE = ['audit_entry.at', 'audit_forgotten.forgotten_at', 'change.at']

/** Statements that compare such a column with the database's time. */
const MAY_ASK_FOR_IT = ['api/audit/verify.ts', 'prisma/functions/audit.sql']

/** `table.column` of each column that gets the present time when an INSERT leaves it out. */
function defaultTimes(): string[] {
  const schema = globSync('prisma/schema/*.prisma', { cwd: root }).map(read).join('\n')
  const models = schema.matchAll(/^model \w+ \{\n(.*?)^\}/gms)
  return [...models].flatMap(([, body]) => {
    const table = /@@map\("(\w+)"\)/.exec(body!)?.[1]
    return [...body!.matchAll(/^ +(\w+) .*@default\(now\(\)\)(?:.*@map\("(\w+)"\))?/gm)].map(
      ([, name, column]) => `${table}.${column ?? name}`,
    )
  })
}

test('no statement decides by the clock of the database', () => {
  const clock = /(?<!\.|async |: )\bnow\(\) *[-+<>=,)]|CURRENT_(TIMESTAMP|DATE|TIME)|clock_timestamp/
  const asking = sources.filter(
    ({ file, text }) => !file.startsWith('api/demo/') && clock.test(sqlOf(file, text)),
  )
  expect(asking.map(({ file }) => file).toSorted()).toEqual(MAY_ASK_FOR_IT)
})

test('no statement leaves a time to the default of its column', () => {
  const times = defaultTimes()
  expect(times.filter((column) => OF_THE_DATABASE.includes(column)).toSorted()).toEqual(OF_THE_DATABASE)
  const inserts = sources.flatMap(({ file, text }) =>
    [...text.matchAll(/INSERT INTO "?(\w+)"? \(([^)]*)\)/g)].map(([, table, columns]) => ({
      file,
      table,
      columns,
    })),
  )
  expect(inserts.length).toBeGreaterThan(25)
  const left = inserts.flatMap(({ file, table, columns }) =>
    times
      .filter((column) => column.startsWith(`${table}.`) && !OF_THE_DATABASE.includes(column))
      .filter((column) => !new RegExp(`\\b${column.split('.')[1]}\\b`).test(columns!))
      .map((column) => `${file}: ${column}`),
  )
  expect(left).toEqual([])
})

/** The text in template strings and quotes of a TypeScript file that looks like SQL; an SQL file as it is. */
function sqlOf(file: string, text: string): string {
  if (file.endsWith('.sql')) return text
  return [...text.matchAll(/`[^`]*`|'[^'\n]*'|"[^"\n]*"/g)]
    .map(([quoted]) => quoted)
    .filter((quoted) => /\b(SELECT|INSERT|UPDATE|DELETE)\b/.test(quoted))
    .join('\n')
}
