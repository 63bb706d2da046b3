import fc from 'fast-check'

/** Chance that comes the same way again with the same seed. */
export interface Chance {
  shuffled<T>(all: readonly T[]): T[]
  /** So many whole numbers from 1 to `max`. */
  numbers(count: number, max: number): number[]
}

/** Takes its seed from the environment's SEED, or a new one, and says which. */
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
