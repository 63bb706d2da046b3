import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type LiveState,
  applyEvent,
  type Loaded,
  mergeWithLoaded,
} from '../../../web/src/lib/desk/live-merge.ts'
import { propertyRuns } from '../../support/lane.ts'

interface Visit {
  id: string
  version: number
  /** Whether it is still in the shown range. */
  inRange: boolean
}
const visit = (id: string, version: number, inRange = true): Visit => ({ id, version, inRange })
const page = (...items: Visit[]): Loaded<Visit> => ({ range: 'today', items })
const idsOf = (all: Map<string, Visit>) => [...all.values()].map(({ id, version }) => `${id}${version}`)

describe('mergeWithLoaded', () => {
  const before = page(visit('a', 1))
  const live = applyEvent(before, applyEvent(before, undefined, before.items, true), [visit('a', 2)], false)

  test('takes the newer version of an item, from the page load or the stream', () => {
    expect(idsOf(mergeWithLoaded(page(visit('a', 1)), live, true))).toEqual(['a2'])
    expect(idsOf(mergeWithLoaded(page(visit('a', 3)), live, true))).toEqual(['a3'])
  })

  test('ignores the events of another range', () => {
    expect(idsOf(mergeWithLoaded({ ...page(visit('a', 1)), range: 'tomorrow' }, live, true))).toEqual(['a1'])
  })

  test('keeps items that only the stream has sent while disconnected, until the next page load', () => {
    const more = applyEvent(before, live, [visit('b', 1)], false)
    expect(idsOf(mergeWithLoaded(before, more, false))).toEqual(['a2', 'b1'])
    expect(idsOf(mergeWithLoaded(page(visit('a', 2)), more, true))).toEqual(['a2', 'b1'])
    expect(idsOf(mergeWithLoaded(page(visit('a', 2)), more, false))).toEqual(['a2'])
  })

  test('removes items that are missing in the first event of a new connection', () => {
    const again = applyEvent(before, applyEvent(before, live, [visit('b', 1)], false), [visit('b', 1)], true)
    expect(idsOf(mergeWithLoaded(before, again, true))).toEqual(['b1'])
  })
})

type Step = 'change' | 'leave' | 'load' | 'loaded' | 'connect' | 'cut' | 'deliver'

test('the page converges to the state of the server for any order of responses and events', () => {
  const step = fc.record({
    kind: fc.constantFrom<Step>('change', 'leave', 'load', 'loaded', 'connect', 'cut', 'deliver'),
    id: fc.constantFrom('a', 'b', 'c'),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const server = new Map<string, Visit>()
      const inRange = () => [...server.values()].filter((each) => each.inRange)
      let loaded = page()
      let loading: Loaded<Visit> | undefined
      let live: LiveState<Visit> | undefined
      let events: { received: Visit[]; first: boolean }[] | undefined
      const shown = () =>
        idsOf(
          new Map(
            [...mergeWithLoaded(loaded, live, events !== undefined)].filter(([, each]) => each.inRange),
          ),
        ).toSorted()
      const change = (id: string, isInRange: boolean) => {
        const next = visit(id, (server.get(id)?.version ?? 0) + 1, isInRange)
        server.set(id, next)
        events?.push({ received: [next], first: false })
      }
      const finishLoad = () => {
        loaded = loading ?? loaded
        loading = undefined
      }
      const connect = () => {
        // A pending page load finishes before the connection.
        finishLoad()
        events = [{ received: inRange(), first: true }]
      }
      const deliver = () => {
        const event = events?.shift()
        if (event) live = applyEvent(loaded, live, event.received, event.first)
      }
      const apply: Record<Step, (id: string) => void> = {
        change: (id) => change(id, true),
        leave: (id) => change(id, false),
        load: () => (loading ??= page(...inRange())),
        loaded: finishLoad,
        connect,
        cut: () => (events = undefined),
        deliver,
      }
      for (const { kind, id } of steps) apply[kind](id)
      if (!events) connect()
      while (events!.length > 0) deliver()
      finishLoad()
      expect(shown()).toEqual(
        inRange()
          .map(({ id, version }) => `${id}${version}`)
          .toSorted(),
      )
    }),
    { numRuns: propertyRuns(2_000) },
  )
})
