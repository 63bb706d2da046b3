import { m } from '#lib/i18n/i18n.ts'
import type { DeskVisitData } from './desk.graphql.ts'
import { nameOf, visitStatusLabel } from './visit-labels.ts'

/** Delays: the first announcement collects changes that follow immediately; the next ones wait until it was read out. */
const FIRST_MS = 1_000
const PAUSE_MS = 5_000

/** Announces changes by colleagues and citizens to screen readers, many changes in one sentence (`aria-live` polite). */
export class Announcer {
  /** Text of the live region. */
  text = $state('')
  #changed = new Map<string, DeskVisitData>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #announcedAt = -Infinity

  constructor() {
    $effect(() => () => clearTimeout(this.#timer))
  }

  readonly add = (visits: readonly DeskVisitData[]): void => {
    for (const visit of visits) this.#changed.set(visit.id, visit)
    this.#timer ??= setTimeout(
      () => this.#announce(),
      Math.max(FIRST_MS, this.#announcedAt + PAUSE_MS - performance.now()),
    )
  }

  #announce(): void {
    const [first, ...more] = this.#changed.values()
    this.#timer = undefined
    this.#changed.clear()
    this.#announcedAt = performance.now()
    if (!first) return
    this.text =
      more.length > 0
        ? m.desk_changed_many({ count: more.length + 1 })
        : m.desk_changed_one({ visitor: nameOf(first), status: visitStatusLabel(first) })
  }
}
