import { error, type RequestEvent } from '@sveltejs/kit'
import { m } from '#lib/i18n/i18n.ts'
import { type ColumnOf, type Table, tableOf } from '#lib/server/files/table.ts'
import { byCount, channelWords } from './channels.ts'
import { type FigureColumn, figureColumns } from './figure-columns.ts'
import { type Figures, figuresFor } from './figures.server.ts'
import type { Row } from './statistics.graphql.ts'

/** The tables of the page as files, and the name of the file without its ending. */
export async function statisticsTables(event: Pick<RequestEvent, 'fetch' | 'url'>) {
  const found = await figuresFor(event)
  // The page explains the problem with such a range, and links to no file.
  if ('problem' in found) error(404, 'no such range')
  const { figures, from, to, departmentId } = found
  const scope = departmentId ? `-${departmentId}` : ''
  return { tables: tablesOf(figures), fileName: `statistik${scope}-${from}-bis-${to}` }
}

/** The same figures as on the page. */
export const tablesOf = ({ total, days, services, desks }: Figures) => ({
  total: tableOf(m.staff_stats_total(), numbers(figureColumns.total), [total]),
  days: tableOf(
    m.staff_stats_days(),
    [{ head: m.staff_day(), kind: 'day', of: ({ key }) => key }, ...numbers(figureColumns.days)],
    days,
  ),
  channels: channelTable(total),
  services: tableOf(
    m.staff_stats_services(),
    [named(m.staff_col_what()), ...numbers(figureColumns.services)],
    services,
  ),
  desks: tableOf(
    m.staff_stats_desks(),
    [named(m.staff_stats_desk()), ...numbers(figureColumns.desks)],
    desks,
  ),
})

const named = (head: string): ColumnOf<Row> => ({ head, kind: 'text', of: ({ name, key }) => name ?? key })

/** On the page a part stands in brackets behind its number; in a file it has a column of its own. */
const numbers = (columns: FigureColumn[]): ColumnOf<Row>[] =>
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
      { head: m.staff_stats_channel(), kind: 'text', of: channelWords },
      { head: m.staff_stats_booked(), kind: 'whole', of: ({ count }) => count },
      { head: m.staff_stats_share(), kind: 'share', of: ({ count }) => shareOf(count, booked) },
    ],
    byCount(channels),
  )

const shareOf = (part: number | null, whole: number): number | null =>
  part === null || whole === 0 ? null : part / whole
