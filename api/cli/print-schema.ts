import { readFile, writeFile } from 'node:fs/promises'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { printAccess } from '../graphql/access/print.ts'
import { schema } from '../graphql/schema.ts'

/** The schema as text, in an order that does not depend on the code's. */
export const printedSchema = (): string => `${printSchema(lexicographicSortSchema(schema))}\n`

/** The access rule of every field as text. */
export const printedAccess = (): string => printAccess(schema)

const FILES = [
  { name: 'schema.graphql', url: new URL('../../schema.graphql', import.meta.url), text: printedSchema },
  {
    name: 'api/graphql/access/access.txt',
    url: new URL('../graphql/access/access.txt', import.meta.url),
    text: printedAccess,
  },
]

if (import.meta.main) {
  if (process.argv.includes('--check')) {
    for (const { name, url, text } of FILES)
      if ((await readFile(url, 'utf8').catch(() => '')) !== text()) {
        console.error(
          `${name} differs from the code: run \`npm run schema:print\` and look at the difference.`,
        )
        process.exitCode = 1
      }
  } else for (const { url, text } of FILES) await writeFile(url, text())
}
