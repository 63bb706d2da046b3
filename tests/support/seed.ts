import { expect } from 'vitest'

/** The seed of a random test: the environment variable SEED or a new one; printed, so that a run can be repeated. */
export function seeded(): { seed: number } {
  const seed = Number(process.env.SEED ?? Math.trunc(Math.random() * 2 ** 31))
  console.log(`seed ${seed}: ${expect.getState().currentTestName}`)
  return { seed }
}
