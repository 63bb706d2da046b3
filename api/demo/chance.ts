/** Random choices, reproducible by a seed. */
export interface Chance {
  /** A number from 0 to below 1. */
  fraction(): number
  /** A number from `low` to below `high`, evenly distributed. */
  between(low: number, high: number): number
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number
  /** True with a probability from 0 to 1. */
  happens(probability: number): boolean
  oneOf<T>(all: readonly T[]): T
  /** One of the values, with a probability in proportion to its weight. */
  weighted<T>(all: readonly (readonly [T, number])[]): T
}

/** The generator mulberry32: small, fast, and sufficient for invented data. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (low: number, high: number) => low + fraction() * (high - low)
  return {
    fraction,
    between,
    whole: (low, high) => Math.floor(between(low, high + 1)),
    happens: (probability) => fraction() < probability,
    oneOf: (all) => all[Math.floor(fraction() * all.length)]!,
    weighted(all) {
      let left = fraction() * all.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [one, weight] of all) if ((left -= weight) < 0) return one
      return all.at(-1)![0]
    },
  }
}
