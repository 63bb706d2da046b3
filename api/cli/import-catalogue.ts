import { parseArgs } from 'node:util'
import { withInstanceDatabase } from '../database/instance-database.ts'
import { openDatabase } from '../kernel/db.ts'
import { parseDatabaseEnv } from '../env.ts'
import { StartFailure } from '../kernel/failure.ts'
import { importFrom } from '../catalogue/import/import-catalogue.ts'
import { CatalogueError } from '../catalogue/format/problem.ts'

/*
 * node api/cli/import-catalogue.ts DIR [--replace]
 * Imports the catalogue in DIR into the database of this instance, whether its product runs or not. What editors have
 * changed stays, unless the files shall replace it. Exit code 1 with a message when the catalogue is broken, when it
 * contradicts the editors, or when the database fails; then nothing was imported.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { replace: { type: 'boolean', default: false } },
})
// The migration engine leaves a timer of ten seconds behind, so the process does not wait for its end.
process.exit(await main(positionals[0], values.replace))

async function main(folder: string | undefined, replace: boolean): Promise<number> {
  if (!folder) {
    console.error('Usage: npm run catalogue:import -- DIR [--replace], e.g. prisma/seed/merseburg')
    return 1
  }
  try {
    console.log(
      await withInstanceDatabase(parseDatabaseEnv(process.env), (url) => importInto(url, folder, replace)),
    )
    return 0
  } catch (error) {
    if (error instanceof CatalogueError || error instanceof StartFailure)
      console.error(`\n  ${error.message}\n`)
    else
      console.error(
        'The import failed; nothing was imported.',
        error instanceof Error ? error.message : error,
      )
    return 1
  }
}

async function importInto(url: string, folder: string, replace: boolean): Promise<string> {
  const db = openDatabase(url, { connections: 1 })
  try {
    return (await importFrom(db, folder, new Date(), { replace })).summary
  } finally {
    await db.close()
  }
}
