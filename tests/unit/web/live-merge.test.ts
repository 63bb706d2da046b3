import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Heard, heardMore, type Loaded, merged } from '../../../web/src/lib/desk/live-merge.ts'

interface Visit {
  id: string
  version: number
  /** Whether it still belongs to what is shown. */
  here: boolean
}
const visit = (id: string, version: number, here = true): Visit => ({ id, version, here })
const page = (...items: Visit[]): Loaded<Visit> => ({ range: 'today', items })
const idsOf = (all: Map<string, Visit>) => [...all.values()].map(({ id, version }) => `${id}${version}`)

describe('of what was loaded and what was heard, the newer counts', () => {
  const before = page(visit('a', 1))
  const heard = heardMore(before, heardMore(before, undefined, before.items, true), [visit('a', 2)], false)

  test('also when the page is loaded anew, with an answer that is older than what was heard', () => {
    expect(idsOf(merged(page(visit('a', 1)), heard, true))).toEqual(['a2'])
    expect(idsOf(merged(page(visit('a', 3)), heard, true))).toEqual(['a3'])
  })

  test('what is about another day or department counts no more', () => {
    expect(idsOf(merged({ ...page(visit('a', 1)), range: 'tomorrow' }, heard, true))).toEqual(['a1'])
  })

  test('what only the stream knows stays when the line is cut, until the page is loaded anew', () => {
    const more = heardMore(before, heard, [visit('b', 1)], false)
    expect(idsOf(merged(before, more, false))).toEqual(['a2', 'b1'])
    expect(idsOf(merged(page(visit('a', 2)), more, true))).toEqual(['a2', 'b1'])
    expect(idsOf(merged(page(visit('a', 2)), more, false))).toEqual(['a2'])
  })

  test('what a new connection does not name has gone while nobody listened', () => {
    const again = heardMore(before, heardMore(before, heard, [visit('b', 1)], false), [visit('b', 1)], true)
    expect(idsOf(merged(before, again, true))).toEqual(['b1'])
  })
})

type Step = 'change' | 'leave' | 'load' | 'loaded' | 'connect' | 'cut' | 'deliver'

test('however answers and events overtake each other, in the end all is shown as it is', () => {
  const step = fc.record({
    kind: fc.constantFrom<Step>('change', 'leave', 'load', 'loaded', 'connect', 'cut', 'deliver'),
    id: fc.constantFrom('a', 'b', 'c'),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const server = new Map<string, Visit>()
      const here = () => [...server.values()].filter((each) => each.here)
      let loaded = page()
      let loading: Loaded<Visit> | undefined
      let heard: Heard<Visit> | undefined
      let events: { told: Visit[]; first: boolean }[] | undefined
      const shown = () =>
        idsOf(
          new Map([...merged(loaded, heard, events !== undefined)].filter(([, each]) => each.here)),
        ).toSorted()
      const change = (id: string, isHere: boolean) => {
        const next = visit(id, (server.get(id)?.version ?? 0) + 1, isHere)
        server.set(id, next)
        events?.push({ told: [next], first: false })
      }
      const finishLoad = () => {
        loaded = loading ?? loaded
        loading = undefined
      }
      const connect = () => {
        // An answer that was on its way before is shown before.
        finishLoad()
        events = [{ told: here(), first: true }]
      }
      const deliver = () => {
        const event = events?.shift()
        if (event) heard = heardMore(loaded, heard, event.told, event.first)
      }
      const take: Record<Step, (id: string) => void> = {
        change: (id) => change(id, true),
        leave: (id) => change(id, false),
        load: () => (loading ??= page(...here())),
        loaded: finishLoad,
        connect,
        cut: () => (events = undefined),
        deliver,
      }
      for (const { kind, id } of steps) take[kind](id)
      if (!events) connect()
      while (events!.length > 0) deliver()
      finishLoad()
      expect(shown()).toEqual(
        here()
          .map(({ id, version }) => `${id}${version}`)
          .toSorted(),
      )
    }),
    { numRuns: 2_000 },
  )
})
