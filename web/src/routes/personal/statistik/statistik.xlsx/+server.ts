import { xlsxFile } from '#lib/server/files/download.ts'
import { statisticsTables } from '#lib/statistics/statistics-tables.server.ts'
import type { RequestHandler } from './$types'

/** The whole statistics: a sheet for each table. */
export const GET: RequestHandler = async (event) => {
  const { tables, fileName } = await statisticsTables(event)
  return xlsxFile(fileName, Object.values(tables))
}
