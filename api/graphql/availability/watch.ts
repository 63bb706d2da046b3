import { Repeater } from 'graphql-yoga'
import type { App } from '../../app/app.ts'
import type { Day, Slot, Visit } from '../../availability/model.ts'
import { canServe } from '../../availability/visit.ts'
import { ANY_TIME, suitingSlots } from '../../availability/wish.ts'

/** Complete state of a day, for subscribers. */
export interface DayState {
  date: Day
  slots: Slot[]
}

/**
 * A stream of the suitable slots: first of all days, then of each day that has changed. Changes are collected as a set of
 * days, not as a queue, so a slow subscriber skips intermediate states and receives the present one.
 */
export function watchDays(
  { availability, events, now }: Pick<App, 'availability' | 'events' | 'now'>,
  visit: Visit,
  days: readonly Day[],
  wish = ANY_TIME,
) {
  return watch<DayState[]>((changed) => {
    const sent = new Map<Day, string>()
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
      const first = sent.size === 0
      const fresh = days
        .filter((day) => dirty.has(day))
        .map((date) => ({
          date,
          slots: suitingSlots(availability.slotsOn(date, visit, now()), wish, date, availability.zone),
        }))
        .filter(({ date, slots }) => {
          const state = JSON.stringify(slots)
          if (sent.get(date) === state) return false
          sent.set(date, state)
          return true
        })
      dirty.clear()
      return fresh.length > 0 || first ? fresh : null
    }
    return { next, stop }
  })
}

interface Source<T> {
  /** The next event; null if there is none now. */
  next(): T | null | Promise<T | null>
  stop(): void
}

/**
 * An async iterator over the events of a source that announces changes. It ends at once when the subscriber disconnects;
 * an async generator would end at the next change only.
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
      // After the subscriber has disconnected the error is dropped, because an unhandled rejection would end the process.
      if (!stopped) throw error
    } finally {
      source.stop()
    }
    await ended
  })
}
