import { languageOf, locale } from '#lib/i18n/i18n.ts'
import { csvOf } from './csv.ts'
import type { Table } from './table.ts'
import { xlsxOf } from './xlsx.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A response that downloads a table as CSV. @param name of the file, without extension */
export const csvFile = (name: string, table: Table): Response =>
  download(`${name}.csv`, 'text/csv; charset=utf-8; header=present', csvOf(table))

/** A response that downloads tables as one workbook. @param name of the file, without extension */
export const xlsxFile = async (name: string, tables: readonly Table[]): Promise<Response> =>
  download(`${name}.xlsx`, XLSX, await xlsxOf(tables, languageOf(locale()).dir === 'rtl'))

function download(name: string, type: string, body: BodyInit): Response {
  return new Response(body, {
    headers: {
      'content-type': type,
      // Parts of the name may come from a URL, so special characters are replaced.
      'content-disposition': `attachment; filename="${name.replaceAll(/[^\w.-]+/g, '-')}"`,
      'cache-control': 'no-store',
    },
  })
}
