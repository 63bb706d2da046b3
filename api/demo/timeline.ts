/** Something that happens at a time, and may lead to more that happens later. */
export type Happening = (now: Date) => Promise<void>

/** What is yet to happen, in order of time. */
export class Timeline {
  readonly #waiting: { at: Date; happening: Happening }[] = []

  add(at: Date, happening: Happening): void {
    // The list is sorted; most of what is added is soon, so its place is looked for from the front.
    const next = this.#waiting.findIndex((other) => other.at > at)
    this.#waiting.splice(next < 0 ? this.#waiting.length : next, 0, { at, happening })
  }

  /**
   * Lets everything happen up to an instant, one after the other.
   * @param tick gets each time before what happens then
   * @param ending breaks it off
   */
  async runUntil(end: Date, tick: (now: Date) => Promise<void>, ending: AbortSignal): Promise<void> {
    for (let first = this.#waiting[0]; first && first.at <= end; first = this.#waiting[0]) {
      ending.throwIfAborted()
      this.#waiting.shift()
      await tick(first.at)
      await first.happening(first.at)
    }
  }
}
