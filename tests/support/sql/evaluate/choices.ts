/** An expression whose value the code does not determine. */
export class Unresolved extends Error {}

/** A combination of choices for which the evaluated code does not run. */
export class Unreachable extends Error {}

/** Thrown at the first occurrence of a choice; then there is one run for each option. */
class OpenChoice {
  readonly key: unknown
  readonly options: readonly unknown[]

  constructor(key: unknown, options: readonly unknown[]) {
    this.key = key
    this.options = options
  }
}

/**
 * The choices of one run. If an expression can have several values, e.g. the members of a union of literals, a run uses
 * one of them. A key has the same value within a run, so that two uses of a variable agree.
 */
export class Choices {
  readonly #made: ReadonlyMap<unknown, unknown>
  readonly #isOpen: boolean

  constructor(made: ReadonlyMap<unknown, unknown>, isOpen = true) {
    this.#made = made
    this.#isOpen = isOpen
  }

  pick<T>(key: unknown, options: readonly T[]): T {
    if (this.#made.has(key)) return this.#made.get(key) as T
    if (this.#isOpen) throw new OpenChoice(key, options)
    throw new Unresolved('has several values')
  }

  /** The same choices, without making new ones: an open choice is unresolved. */
  settled(): Choices {
    return new Choices(this.#made, false)
  }
}

/** Above this number the combinations are probably impossible in the program. */
const MAX_OUTCOMES = 200

/**
 * Runs a function for every combination of its choices, without unreachable combinations.
 * @throws Unresolved if there are too many
 */
export function everyOutcome<T>(run: (choices: Choices) => T): T[] {
  const outcomes: T[] = []
  const pending = [new Map<unknown, unknown>()]
  for (let made = pending.pop(); made; made = pending.pop()) {
    if (outcomes.length + pending.length > MAX_OUTCOMES)
      throw new Unresolved(`has more than ${MAX_OUTCOMES} possible values`)
    try {
      outcomes.push(run(new Choices(made)))
    } catch (error) {
      if (error instanceof OpenChoice)
        for (const option of error.options.toReversed()) pending.push(new Map(made).set(error.key, option))
      else if (!(error instanceof Unreachable)) throw error
    }
  }
  return outcomes
}
