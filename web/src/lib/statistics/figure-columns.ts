import { m } from '#lib/i18n/i18n.ts'
import type { Row } from './statistics.graphql.ts'

/** A column of figures: its heading, and how to get its value from a row. */
export interface FigureColumn {
  head: () => string
  kind: 'whole' | 'tenth' | 'share'
  of: (row: Row) => number | null
  /** The cell also shows the share of this whole. */
  partOf?: (row: Row) => number
}

const columns: Record<'booked' | 'cancelled' | 'noShows' | 'lead' | 'use' | 'wait', FigureColumn[]> = {
  booked: [{ head: m.staff_stats_booked, kind: 'whole', of: (row) => row.booked }],
  cancelled: [
    { head: m.staff_stats_by_citizens, kind: 'whole', of: (row) => row.cancelledByCitizen },
    { head: m.staff_stats_by_office, kind: 'whole', of: (row) => row.cancelledByOffice },
  ],
  noShows: [
    {
      head: m.staff_stats_no_shows,
      kind: 'whole',
      of: (row) => row.noShows,
      partOf: (row) => row.booked,
    },
  ],
  lead: [
    { head: m.staff_stats_lead_half, kind: 'tenth', of: (row) => row.leadMedian },
    { head: m.staff_stats_lead_most, kind: 'tenth', of: (row) => row.leadMost },
  ],
  use: [
    { head: m.staff_stats_hours_booked, kind: 'tenth', of: (row) => row.bookedMinutes / 60 },
    {
      head: m.staff_stats_hours_open,
      kind: 'tenth',
      of: ({ openedMinutes }) => (openedMinutes === null ? null : openedMinutes / 60),
    },
    {
      head: m.staff_stats_use,
      kind: 'share',
      of: ({ bookedMinutes, openedMinutes }) => (openedMinutes ? bookedMinutes / openedMinutes : null),
    },
  ],
  wait: [
    { head: m.staff_stats_wait_half, kind: 'tenth', of: (row) => row.waitMedian },
    { head: m.staff_stats_wait_most, kind: 'tenth', of: (row) => row.waitMost },
  ],
}

const only = (...names: (keyof typeof columns)[]): FigureColumn[] => names.flatMap((name) => columns[name])

/** The tables of the statistics, with the names of their files. */
export const TABLE_FILES = {
  total: 'gesamt',
  days: 'tage',
  channels: 'wege',
  services: 'anliegen',
  desks: 'plaetze',
} as const

/** Columns of each table, on the page and as a file. */
export const figureColumns = {
  total: only('booked', 'cancelled', 'noShows', 'use', 'lead', 'wait'),
  days: only('booked', 'cancelled', 'noShows', 'use', 'wait'),
  services: only('booked', 'cancelled', 'noShows', 'lead'),
  desks: only('booked', 'noShows', 'use', 'wait'),
}
