/**
 * The shortest of several measurements in milliseconds, for a limit of time: other load of the machine can make a
 * measurement longer, but never shorter. Stops at the first measurement below the limit.
 */
export async function bestOf(max: number, limit: number, measure: () => Promise<number>): Promise<number> {
  let best = Infinity
  for (let nth = 0; nth < max && best >= limit; nth++) best = Math.min(best, await measure())
  return best
}

/** The best of several measurements for a limit of one second. */
export const bestAgainstOneSecond = (measure: () => Promise<number>, max = 10): Promise<number> =>
  bestOf(max, 1_000, measure)
