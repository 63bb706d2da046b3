/** An expression whose value cannot be told from the code. */
export class Unresolved extends Error {}

/** A combination of choices under which the code in question does not run. */
export class Unreachable extends Error {}

/** Thrown when a choice is met for the first time; one run for each option follows. */
class OpenChoice {
  readonly key: unknown
  readonly options: readonly unknown[]

  constructor(key: unknown, options: readonly unknown[]) {
    this.key = key
    this.options = options
  }
}

/**
 * The choices of one run: where an expression can have several values, e.g. the members of a union of literals, the run
 * takes one of them. The same key always has the same value within a run, so that two uses of one variable agree.
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

  /** The same choices without further ones: what they leave open is unresolved. */
  settled(): Choices {
    return new Choices(this.#made, false)
  }
}

/** More outcomes than this mean that parts are combined that never meet. */
const MAX_OUTCOMES = 200

/**
 * Runs a function once for every combination of the choices that it makes, and leaves out what is unreachable.
 * @throws Unresolved when there are too many
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
