import { error, type RequestEvent } from '@sveltejs/kit'
import { m } from '#lib/i18n/i18n.ts'
import { type ColumnOf, type Table, tableOf } from '#lib/server/files/table.ts'
import { byCount, channelLabel } from './channels.ts'
import { type FigureColumn, figureColumns } from './figure-columns.ts'
import { type Figures, figuresFor } from './figures.server.ts'
import type { Row } from './statistics.graphql.ts'

/** The page's tables for files, and the name of the file without extension. */
export async function statisticsTables(event: Pick<RequestEvent, 'fetch' | 'url'>) {
  const found = await figuresFor(event)
  // The page explains the problem of an invalid range and links to no file.
  if ('problem' in found) error(404, 'no such range')
  const { figures, from, to, departmentId } = found
  const scope = departmentId ? `-${departmentId}` : ''
  return { tables: tablesOf(figures), fileName: `statistik${scope}-${from}-bis-${to}` }
}

/** The same figures as on the page. */
export const tablesOf = ({ total, days, services, desks }: Figures) => ({
  total: tableOf(m.staff_stats_total(), numberColumns(figureColumns.total), [total]),
  days: tableOf(
    m.staff_stats_days(),
    [{ head: m.staff_day(), kind: 'day', of: ({ key }) => key }, ...numberColumns(figureColumns.days)],
    days,
  ),
  channels: channelTable(total),
  services: tableOf(
    m.staff_stats_services(),
    [nameColumn(m.staff_col_what()), ...numberColumns(figureColumns.services)],
    services,
  ),
  desks: tableOf(
    m.staff_stats_desks(),
    [nameColumn(m.staff_stats_desk()), ...numberColumns(figureColumns.desks)],
    desks,
  ),
})

const nameColumn = (head: string): ColumnOf<Row> => ({
  head,
  kind: 'text',
  of: ({ name, key }) => name ?? key,
})

/** On the page a share is shown in brackets after its number; in a file it has a column of its own. */
const numberColumns = (columns: FigureColumn[]): ColumnOf<Row>[] =>
  columns.flatMap(({ head, kind, of, partOf }) => [
    { head: head(), kind, of },
    ...(partOf
      ? [
          {
            head: `${head()} (${m.staff_stats_share()})`,
            kind: 'share' as const,
            of: (row: Row) => shareOf(of(row), partOf(row)),
          },
        ]
      : []),
  ])

const channelTable = ({ channels, booked }: Figures['total']): Table =>
  tableOf(
    m.staff_stats_channels(),
    [
      { head: m.staff_stats_channel(), kind: 'text', of: channelLabel },
      { head: m.staff_stats_booked(), kind: 'whole', of: ({ count }) => count },
      { head: m.staff_stats_share(), kind: 'share', of: ({ count }) => shareOf(count, booked) },
    ],
    byCount(channels),
  )

const shareOf = (part: number | null, whole: number): number | null =>
  part === null || whole === 0 ? null : part / whole
