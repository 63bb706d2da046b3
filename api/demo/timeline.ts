/** An action at a time; it may add later actions. */
export type Action = (now: Date) => Promise<void>

/** A queue of actions, in order of time. */
export class Timeline {
  readonly #pending: { at: Date; action: Action }[] = []

  add(at: Date, action: Action): void {
    // The list is sorted. Most new actions are near its beginning, so the search starts there.
    const next = this.#pending.findIndex((other) => other.at > at)
    this.#pending.splice(next < 0 ? this.#pending.length : next, 0, { at, action })
  }

  /**
   * Runs all actions up to an instant, one after the other.
   * @param tick is called with the time of each action before it
   * @param ending aborts
   */
  async runUntil(end: Date, tick: (now: Date) => Promise<void>, ending: AbortSignal): Promise<void> {
    for (let first = this.#pending[0]; first && first.at <= end; first = this.#pending[0]) {
      ending.throwIfAborted()
      this.#pending.shift()
      await tick(first.at)
      await first.action(first.at)
    }
  }
}
