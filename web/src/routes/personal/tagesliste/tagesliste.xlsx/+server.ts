import { xlsxFile } from '#lib/server/files/download.ts'
import { dayTableFor } from '#lib/desk/day-list/day-table.server.ts'
import type { RequestHandler } from './$types'

/** The day list as a workbook. */
export const GET: RequestHandler = async (event) => {
  const { table, fileName } = await dayTableFor(event)
  return xlsxFile(fileName, [table])
}
