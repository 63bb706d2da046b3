import { m } from '#lib/i18n/i18n.ts'
import type { DeskVisitData } from './desk.graphql.ts'
import { nameOf, standing } from './visit-words.ts'

/** The first words wait a moment for what comes with them, the next ones until these were spoken. */
const FIRST_MS = 1_000
const PAUSE_MS = 5_000

/** Tells screen readers what colleagues and citizens have changed: politely, and many changes in one sentence. */
export class Announcer {
  /** For a live region. */
  words = $state('')
  #changed = new Map<string, DeskVisitData>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #spokeAt = -Infinity

  constructor() {
    $effect(() => () => clearTimeout(this.#timer))
  }

  readonly hear = (visits: readonly DeskVisitData[]): void => {
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
