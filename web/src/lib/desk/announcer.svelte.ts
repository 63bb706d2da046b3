import { m } from '#lib/i18n/i18n.ts'
import type { DeskVisitData } from './desk.graphql.ts'
import { nameOf, standing } from './visit-words.ts'

/** The first announcement waits for changes that follow at once, the next one until this was read out. */
const FIRST_MS = 1_000
const PAUSE_MS = 5_000

/** Announces changes by colleagues and citizens to screen readers, many changes in one sentence (`aria-live` polite). */
export class Announcer {
  /** For a live region. */
  words = $state('')
  #changed = new Map<string, DeskVisitData>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #spokeAt = -Infinity

  constructor() {
    $effect(() => () => clearTimeout(this.#timer))
  }

  readonly add = (visits: readonly DeskVisitData[]): void => {
    for (const visit of visits) this.#changed.set(visit.id, visit)
    this.#timer ??= setTimeout(
      () => this.#speak(),
      Math.max(FIRST_MS, this.#spokeAt + PAUSE_MS - performance.now()),
    )
  }

  #speak(): void {
    const [first, ...more] = this.#changed.values()
    this.#timer = undefined
    this.#changed.clear()
    this.#spokeAt = performance.now()
    if (!first) return
    this.words =
      more.length > 0
        ? m.desk_changed_many({ count: more.length + 1 })
        : m.desk_changed_one({ visitor: nameOf(first), status: standing(first) })
  }
}
