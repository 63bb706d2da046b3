import type { Turn } from './load.ts'
import { bookTurn, holdAndConfirmTurn, slotsTurns, trivialTurns } from './turns.ts'
import type { PlannedVisit } from './visits.ts'

/** What callers do all at the same time. */
export interface Workload {
  name: string
  /** What one turn is. */
  title: string
  /** @returns for each caller what it does, turn by turn */
  callers(given: Given): Iterator<Turn>[]
}

export interface Given {
  /** For each caller its own. */
  visits: PlannedVisit[][]
  services: string[]
  /** Of the horizon, ISO 8601. */
  firstDay: string
  lastDay: string
  /** One with many slots. */
  someDay: string
}

const each = ({ visits }: Given, turns: (visits: PlannedVisit[]) => Iterator<Turn>) => visits.map(turns)

/** Those of a group share a process and a database, in this order; `mails`: the process sends them as well. */
export const GROUPS: { mails: boolean; workloads: Workload[] }[] = [
  {
    mails: false,
    workloads: [
      {
        name: 'trivial',
        title: '{ __typename }',
        callers: (given) => each(given, trivialTurns),
      },
      {
        name: 'slots-1',
        title: 'slots of a day',
        callers: (given) => each(given, () => slotsTurns(given.services, given.someDay, given.someDay)),
      },
      {
        name: 'slots-62',
        title: 'slots of 62 days',
        callers: (given) => each(given, () => slotsTurns(given.services, given.firstDay, given.lastDay)),
      },
      {
        name: 'book',
        title: 'book',
        callers: (given) => each(given, (visits) => visits.values().map(bookTurn)),
      },
    ],
  },
  {
    mails: false,
    workloads: [
      {
        name: 'hold-confirm',
        title: 'hold, then confirm',
        callers: (given) => each(given, (visits) => visits.values().map(holdAndConfirmTurn)),
      },
    ],
  },
  {
    mails: true,
    workloads: [
      {
        name: 'book-mails',
        title: 'book, while mails go out',
        callers: (given) => each(given, (visits) => visits.values().map(bookTurn)),
      },
    ],
  },
]
