import type { Turn } from './load.ts'
import { bookTurn, holdAndConfirmTurn, slotsTurns, trivialTurns } from './turns.ts'
import type { PlannedVisit } from './visits.ts'

/** A kind of load with concurrent callers. */
export interface Workload {
  name: string
  /** Description of one turn. */
  title: string
  /** @returns the turns of each caller */
  callers(given: Given): Iterator<Turn>[]
}

export interface Given {
  /** By caller. */
  visits: PlannedVisit[][]
  services: string[]
  /** First day of the horizon, ISO 8601. */
  firstDay: string
  lastDay: string
  /** A day with many slots. */
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
