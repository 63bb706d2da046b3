import { m } from '#lib/i18n/i18n.ts'
import type { Row } from './statistics.graphql.ts'

/** A figure of each row of a table: how it is called, and where it stands. */
export interface FigureColumn {
  head: () => string
  kind: 'whole' | 'tenth' | 'share'
  of: (row: Row) => number | null
  /** It is also told as a part of this. */
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

/** What each table tells, on the page and as a file; named as the sections of the page are. */
export const figureColumns = {
  gesamt: only('booked', 'cancelled', 'noShows', 'use', 'lead', 'wait'),
  tage: only('booked', 'cancelled', 'noShows', 'use', 'wait'),
  anliegen: only('booked', 'cancelled', 'noShows', 'lead'),
  plaetze: only('booked', 'noShows', 'use', 'wait'),
}
