/**
 * The shortest of up to `max` measurements in milliseconds, because load on the machine can only make a measurement longer.
 * Stops at the first one below the limit.
 */
export async function bestOf(max: number, limit: number, measure: () => Promise<number>): Promise<number> {
  let best = Infinity
  for (let nth = 0; nth < max && best >= limit; nth++) best = Math.min(best, await measure())
  return best
}

/** The best of several measurements for a limit of one second. */
export const bestAgainstOneSecond = (measure: () => Promise<number>, max = 10): Promise<number> =>
  bestOf(max, 1_000, measure)
