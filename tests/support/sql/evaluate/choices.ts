/** An expression whose value cannot be told from the code. */
export class Unresolved extends Error {}

/** Makes a choice between the possible values that an expression has, e.g. the members of a union of literals. */
export type Choose = <T>(key: object, options: readonly T[]) => T

/** Thrown by a run that meets a choice for the first time; one run for each option follows. */
class OpenChoice {
  readonly key: object
  readonly options: readonly unknown[]

  constructor(key: object, options: readonly unknown[]) {
    this.key = key
    this.options = options
  }
}

/** More outcomes than this mean that parts are combined that never meet. */
const MAX_OUTCOMES = 200

/**
 * Runs a function once for every combination of the choices that it makes. The same key always has the same option
 * within a run, so that two uses of one variable agree.
 * @throws Unresolved when there are too many
 */
export function everyOutcome<T>(run: (choose: Choose) => T): T[] {
  const outcomes: T[] = []
  const pending = [new Map<object, unknown>()]
  for (let made = pending.pop(); made; made = pending.pop()) {
    if (outcomes.length + pending.length > MAX_OUTCOMES)
      throw new Unresolved(`has more than ${MAX_OUTCOMES} possible values`)
    try {
      outcomes.push(run(choiceFrom(made)))
    } catch (error) {
      if (!(error instanceof OpenChoice)) throw error
      for (const option of error.options.toReversed()) pending.push(new Map(made).set(error.key, option))
    }
  }
  return outcomes
}

const choiceFrom =
  (made: ReadonlyMap<object, unknown>): Choose =>
  <T>(key: object, options: readonly T[]) => {
    if (!made.has(key)) throw new OpenChoice(key, options)
    return made.get(key) as T
  }
