import { error } from '@sveltejs/kit'
import { csvFile } from '#lib/server/files/download.ts'
import { TABLE_FILES } from '#lib/statistics/figure-columns.ts'
import { statisticsTables } from '#lib/statistics/statistics-tables.server.ts'
import type { RequestHandler } from './$types'

/** One table of the statistics: `tage.csv`. */
export const GET: RequestHandler = async (event) => {
  const { tables, fileName } = await statisticsTables(event)
  const file = event.params.table
  const names = Object.keys(TABLE_FILES) as (keyof typeof TABLE_FILES)[]
  const name = names.find((each) => TABLE_FILES[each] === file)
  if (!name) error(404, 'no such table')
  return csvFile(`${fileName}-${file}`, tables[name])
}
