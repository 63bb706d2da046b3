import { describe, expect, test } from 'vitest'
import { minuteOf } from '../../../api/kernel/instant.ts'
import { writesOf } from '../../../api/planning/change.ts'
import type { ChangeFrame } from '../../../api/planning/change-frame.ts'
import type { PlanChangeInput } from '../../../api/planning/plan-change-input.ts'
import { partsOf } from '../../../api/planning/history.ts'
import {
  type ClosureRow,
  fits,
  inverse,
  type OpeningRow,
  writesFrom,
  written,
} from '../../../api/planning/rows.ts'

const NOW = new Date('2026-11-24T09:30:20Z')
const TODAY = '2026-11-24'

const hours = (id: string, more: Partial<OpeningRow> = {}): OpeningRow => ({
  ...{ id, deskId: 'anna', weekday: 2, fromMinute: 540, toMinute: 720 },
  ...{ validFrom: null, validUntil: null, reserved: false },
  ...more,
})
const closure = (id: string, from: string, to: string, more: Partial<ClosureRow> = {}): ClosureRow => ({
  ...{ id, groupId: `group-${id}`, deskId: 'anna', from: new Date(from), to: new Date(to) },
  ...{ kind: 'OTHER', reason: 'Umzug' },
  ...more,
})
let ids = 0
const frame: ChangeFrame = {
  rows: {
    openings: [
      hours('a'),
      hours('b', { deskId: 'bert' }),
      hours('later', { weekday: 3, validFrom: '2026-12-01' }),
    ],
    closures: [
      closure('running', '2026-11-24T08:00:00Z', '2026-11-24T16:00:00Z'),
      closure('ahead', '2026-12-24T08:00:00Z', '2026-12-24T16:00:00Z'),
    ],
  },
  desks: [
    { id: 'anna', locationId: 'rathaus' },
    { id: 'bert', locationId: 'rathaus' },
    { id: 'carl', locationId: 'telefon' },
  ],
  mayPlan: (id) => id !== 'carl',
  today: TODAY,
  now: NOW,
  zone: 'Europe/Berlin',
  newId: () => `new-${++ids}`,
}
function writes(change: PlanChangeInput) {
  const found = writesOf(change, frame)
  if ('problems' in found) throw new Error(JSON.stringify(found.problems))
  return found.writes
}
/** The only closure that a change writes. */
const closed = (change: PlanChangeInput): ClosureRow => writes(change).closures[0]!.after!
function problems(change: PlanChangeInput) {
  const found = writesOf(change, frame)
  return 'problems' in found ? found.problems.map(({ field, code }) => `${field} ${code}`) : []
}
const closing = (more: object) => ({
  addClosures: [
    {
      kind: 'MEETING' as const,
      reason: 'Besprechung',
      firstDay: '2026-12-01',
      lastDay: '2026-12-01',
      ...more,
    },
  ],
})

describe('a change of plan', () => {
  test('and its inverse restore the previous rows', () => {
    const all = writes({
      addOpenings: [{ deskIds: ['anna', 'bert'], weekdays: [4, 5], from: '08:00', until: '12:00' }],
      endOpenings: [{ openingIds: ['a', 'b', 'later'], lastDay: '2026-11-30' }],
      removeClosures: ['group-running', 'group-ahead'],
      ...closing({ deskIds: ['anna'] }),
    })
    expect(fits(frame.rows, all)).toBe(true)
    const after = written(frame.rows, all)
    expect(fits(after, inverse(all))).toBe(true)
    expect(fits(after, all)).toBe(false)
    const back = written(after, inverse(all))
    const byId = <Row extends { id: string }>(rows: Row[]) => new Map(rows.map((row) => [row.id, row]))
    expect(byId(back.openings)).toEqual(byId(frame.rows.openings))
    expect(byId(back.closures)).toEqual(byId(frame.rows.closures))
  })

  test('is restored from JSON, also from that of older versions with milliseconds', () => {
    const removed = writes({ removeClosures: ['group-running', 'group-ahead'] })
    const text = JSON.stringify(removed)
    expect(writesFrom(JSON.parse(text))).toEqual(removed)
    const inMs = text.replaceAll(/"(from|to)":"([^"]+)"/g, (_, name, at) => `"${name}":${Date.parse(at)}`)
    expect(inMs).not.toBe(text)
    expect(fits(frame.rows, writesFrom(JSON.parse(inMs)))).toBe(true)
  })

  test('ends hours on their last day, and removes hours that would begin later', () => {
    const { openings } = writes({ endOpenings: [{ openingIds: ['a', 'later'], lastDay: '2026-11-30' }] })
    expect(openings.map(({ after }) => after?.validUntil ?? null)).toEqual(['2026-11-30', null])
    expect(openings[1]!.after).toBeNull()
  })

  test('adds no hours within existing hours, unless they are reserved', () => {
    const again = { deskIds: ['anna'], weekdays: [2], from: '10:00', until: '11:00' }
    expect(problems({ addOpenings: [again] })).toEqual([' NOTHING_CHANGES'])
    expect(writes({ addOpenings: [{ ...again, reserved: true }] }).openings).toHaveLength(1)
  })

  test('can replace hours by shorter ones', () => {
    const { openings } = writes({
      endOpenings: [{ openingIds: ['a'], lastDay: '2026-11-30' }],
      addOpenings: [
        { deskIds: ['anna'], weekdays: [2], from: '10:00', until: '11:00', validFrom: '2026-12-01' },
      ],
    })
    expect(openings.map(({ after }) => after!.fromMinute)).toEqual([540, 600])
  })

  test('closes a whole day, which has 23 hours at the clock change in spring', () => {
    const after = closed(closing({ deskIds: ['anna'], firstDay: '2027-03-28', lastDay: '2027-03-28' }))
    expect(minuteOf(after.to) - minuteOf(after.from)).toBe(23 * 60)
  })

  test('closes from a local time to a local time of another day', () => {
    const change = closing({
      deskIds: ['anna'],
      lastDay: '2026-12-02',
      fromTime: '12:00',
      untilTime: '10:00',
    })
    const after = closed(change)
    expect([after.from, after.to]).toEqual(
      ['2026-12-01T11:00Z', '2026-12-02T09:00Z'].map((text) => new Date(text)),
    )
  })

  test('closes today from the present minute on', () => {
    const after = closed(closing({ deskIds: ['anna'], firstDay: TODAY }))
    expect(after.from).toEqual(new Date('2026-11-24T09:30:00Z'))
  })

  test('ends a closure that has begun, and removes one that has not', () => {
    const [running, ahead] = writes({ removeClosures: ['group-running', 'group-ahead'] }).closures
    expect(running!.after!.to).toEqual(new Date('2026-11-24T09:30:00Z'))
    expect(ahead!.after).toBeNull()
  })

  test('of several desks is one part in the history', () => {
    const two = writes({
      addOpenings: [{ deskIds: ['anna', 'bert'], weekdays: [4], from: '08:00', until: '09:00' }],
    })
    expect(partsOf(two)).toMatchObject([{ kind: 'ADDED', deskIds: ['anna', 'bert'] }])
    expect(partsOf(inverse(two))).toMatchObject([{ kind: 'ENDED', deskIds: ['anna', 'bert'] }])
    const end = writes({ endOpenings: [{ openingIds: ['a'], lastDay: '2026-11-30' }] })
    expect([partsOf(end)[0]!.kind, partsOf(inverse(end))[0]!.kind]).toEqual(['ENDED', 'EXTENDED'])
  })
})

describe('refuses an invalid change', () => {
  test.each([
    [closing({ deskIds: ['carl'] }), 'addClosures.0.deskIds UNKNOWN_DESK'],
    [closing({ locationId: 'telefon' }), 'addClosures.0.locationId UNKNOWN_DESK'],
    [closing({ locationId: 'nirgends' }), 'addClosures.0.locationId REQUIRED'],
    [closing({ wholeHouse: true }), 'addClosures.0.wholeHouse NOT_ALL_DESKS'],
    [closing({ deskIds: ['anna'], locationId: 'rathaus' }), 'addClosures.0.deskIds REQUIRED'],
    [
      closing({ deskIds: ['anna'], fromTime: '12:00', untilTime: '12:00' }),
      'addClosures.0.untilTime TIMES_BACKWARDS',
    ],
    [
      closing({ deskIds: ['anna'], firstDay: '2026-11-23', lastDay: '2026-11-23' }),
      'addClosures.0.lastDay DAY_PAST',
    ],
    [closing({ deskIds: ['anna'], reason: 'x'.repeat(201) }), 'addClosures.0.reason TOO_LONG'],
    [{ endOpenings: [{ openingIds: ['a'], lastDay: '2026-11-22' }] }, 'endOpenings.0.lastDay DAY_PAST'],
    [{ endOpenings: [{ openingIds: ['x'], lastDay: TODAY }] }, 'endOpenings.0.openingIds UNKNOWN_OPENING'],
    [{ removeClosures: ['x'] }, 'removeClosures.0 UNKNOWN_CLOSURE'],
    [{ removeClosures: ['group-ahead', 'group-ahead'] }, ' TWICE'],
  ] as [PlanChangeInput, string][])('%j: %s', (change, problem) => {
    expect(problems(change)).toEqual([problem])
  })
})
