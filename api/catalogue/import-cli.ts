import { openDatabase } from '../db.ts'
import { importFrom } from './import.ts'
import { CatalogueError } from './problem.ts'

/*
 * node api/catalogue/import-cli.ts DIR
 * Imports the catalogue in DIR into the database of DATABASE_URL, which has been migrated. Exit code 1 with a
 * message when the catalogue is broken or the database fails; then nothing was imported.
 */
const [dir] = process.argv.slice(2)
const url = process.env['DATABASE_URL']

if (!dir || !url) {
  console.error('Usage: npm run catalogue:import -- DIR, e.g. prisma/seed/merseburg')
  process.exitCode = 1
} else {
  const db = openDatabase(url, { connections: 1 })
  try {
    console.log((await importFrom(db, dir)).summary)
  } catch (error) {
    process.exitCode = 1
    if (error instanceof CatalogueError) console.error(error.message)
    else
      console.error(
        'The import failed; nothing was imported.',
        error instanceof Error ? error.message : error,
      )
  } finally {
    await db.close()
  }
}
