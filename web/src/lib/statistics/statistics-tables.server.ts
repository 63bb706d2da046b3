import { error, type RequestEvent } from '@sveltejs/kit'
import { m } from '#lib/i18n/i18n.ts'
import { type ColumnOf, type Table, tableOf } from '#lib/server/files/table.ts'
import { byCount, channelWords } from './channels.ts'
import { type FigureColumn, figureColumns } from './figure-columns.ts'
import { type Figures, figuresFor } from './figures.server.ts'
import type { Row } from './statistics.graphql.ts'

/** The tables of the page as files, by what they are called in addresses; and what the file is called. */
export async function wantedTables(event: Pick<RequestEvent, 'fetch' | 'url'>) {
  const found = await figuresFor(event)
  // The page says what is wrong with such a range, and links to no file.
  if ('problem' in found) error(404, 'no such range')
  const { figures, from, to, departmentId } = found
  const scope = departmentId ? `-${departmentId}` : ''
  return { tables: tablesOf(figures), fileName: `statistik${scope}-${from}-bis-${to}` }
}

/** All that the page tells, and nothing else. */
export const tablesOf = ({ total, days, services, desks }: Figures) => ({
  gesamt: tableOf(m.staff_stats_total(), numbers(figureColumns.gesamt), [total]),
  tage: tableOf(
    m.staff_stats_days(),
    [{ head: m.staff_day(), kind: 'day', of: ({ key }) => key }, ...numbers(figureColumns.tage)],
    days,
  ),
  wege: channelTable(total),
  anliegen: tableOf(
    m.staff_stats_services(),
    [named(m.staff_col_what()), ...numbers(figureColumns.anliegen)],
    services,
  ),
  plaetze: tableOf(
    m.staff_stats_desks(),
    [named(m.staff_stats_desk()), ...numbers(figureColumns.plaetze)],
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
