import { error } from '@sveltejs/kit'
import { csvFile } from '#lib/server/files/download.ts'
import { wantedTables } from '#lib/statistics/statistics-tables.server.ts'
import type { RequestHandler } from './$types'

/** One table of the statistics: `tage.csv`. */
export const GET: RequestHandler = async (event) => {
  const { tables, fileName } = await wantedTables(event)
  const { table: tabelle } = event.params
  const table = Object.entries(tables).find(([name]) => name === tabelle)?.[1]
  if (!table) error(404, 'no such table')
  return csvFile(`${fileName}-${tabelle}`, table)
}
