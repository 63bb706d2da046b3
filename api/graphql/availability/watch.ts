import { Repeater } from 'graphql-yoga'
import type { App } from '../../app.ts'
import type { Day, Slot, Visit } from '../../availability/model.ts'
import { canServe } from '../../availability/visit.ts'
import { ANY_TIME, suitingSlots } from '../../availability/wish.ts'

/** A day as subscribers get it: whole. */
export interface DayState {
  date: Day
  slots: Slot[]
}

/**
 * The days' present state (of times that suit), then each day that changed, until the reader leaves. What changes while a reader
 * is slow is kept as a set of days, not as a queue: it then gets the newest state, and never falls behind.
 */
export function watchDays(
  { availability, events, now }: Pick<App, 'availability' | 'events' | 'now'>,
  visit: Visit,
  days: readonly Day[],
  wish = ANY_TIME,
) {
  return watch<DayState[]>((changed) => {
    const told = new Map<Day, string>()
    const dirty = new Set<Day>(days)
    const stop = events.on('days', ({ days: touched, deskIds }) => {
      if (deskIds && !anyServes(deskIds)) return
      for (const day of days) if (touched.has(day)) dirty.add(day)
      if (dirty.size > 0) changed()
    })
    const anyServes = (ids: ReadonlySet<string>) =>
      [...ids].some((id) => {
        const desk = availability.plan.desks.get(id)?.desk
        return desk && canServe(desk, visit)
      })

    const next = (): DayState[] | null => {
      const first = told.size === 0
      const fresh = days
        .filter((day) => dirty.has(day))
        .map((date) => ({
          date,
          slots: suitingSlots(availability.slotsOn(date, visit, now()), wish, date, availability.zone),
        }))
        .filter(({ date, slots }) => {
          const state = JSON.stringify(slots)
          if (told.get(date) === state) return false
          told.set(date, state)
          return true
        })
      dirty.clear()
      return fresh.length > 0 || first ? fresh : null
    }
    return { next, stop }
  })
}

interface Source<T> {
  /** What is to be told now; null when nothing is. */
  next(): T | null | Promise<T | null>
  stop(): void
}

/**
 * Turns "something changed" into an async iterator that ends at once when its reader leaves: a generator
 * would only notice at the next change.
 */
export function watch<T>(open: (changed: () => void) => Source<T>): Repeater<T> {
  return new Repeater<T>(async (push, stop) => {
    let wake: () => void = () => {}
    let pending = true
    let stopped = false
    const source = open(() => {
      pending = true
      wake()
    })
    const ended = stop.then(() => {
      stopped = true
      source.stop()
      wake()
    })
    try {
      while (!stopped) {
        if (!pending) {
          await new Promise<void>((resolve) => (wake = resolve))
          continue
        }
        pending = false
        const value = await source.next()
        if (value !== null && !stopped) await push(value)
      }
    } catch (error) {
      // Who has left hears of no failure; with nobody to hear of it, it would end the process.
      if (!stopped) throw error
    } finally {
      source.stop()
    }
    await ended
  })
}
