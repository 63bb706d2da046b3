import fc from 'fast-check'

/** Random choices, reproducible by a seed. */
export interface Chance {
  shuffled<T>(all: readonly T[]): T[]
  /** A number of whole numbers from 1 to `max`. */
  numbers(count: number, max: number): number[]
}

/** Uses the environment variable SEED or a new seed, and prints it. */
export function chance(test: string): Chance {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))
  console.log(`${test}: SEED=${seed}`)
  const sample = <T>(from: fc.Arbitrary<T>): T => fc.sample(from, { seed, numRuns: 1 })[0]!
  return {
    shuffled: (all) => sample(fc.shuffledSubarray([...all], { minLength: all.length })),
    numbers: (count, max) =>
      sample(fc.array(fc.integer({ min: 1, max }), { minLength: count, maxLength: count })),
  }
}
