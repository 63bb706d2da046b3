import type { Minute, Span } from './model.ts'

/*
 * The starts of a visit of length k in a free run [a, b) that leave no useless remainders:
 *
 *   1. Only on the desk's grid or at a, and the remainder on each side is empty or at least m, the shortest visit of
 *      the desk.
 *   2. If no start satisfies this, at a and at b − k.
 *
 * Let slack = b − a − k be the sum of both remainders. With slack = 0 or slack ≥ m the start a satisfies 1. With
 * 0 < slack < m neither remainder can reach m, and not both can be empty: no start satisfies 1. So the slack alone
 * decides between the two rules, and one start can be checked without the others.
 *
 * The rule depends on the run, not on the present time: past starts are filtered afterwards, so that starts do not
 * shift in the course of the day.
 */

/**
 * All starts that a desk offers in one of its free runs, sorted; in time proportional to their number.
 * @param lengthMinutes the visit and the desk's buffer after it, at least 1
 * @param shortestMinutes the desk's shortest visit with buffer
 * @param gridOrigin the start of the office's day, where the grid begins
 */
export function offeredStarts(
  run: Span,
  lengthMinutes: number,
  gridMinutes: number,
  shortestMinutes: number,
  gridOrigin: Minute,
): Minute[] {
  const first = run.from
  const last = run.to - lengthMinutes
  const slack = last - first
  if (slack < 0) return []
  if (slack === 0) return [first]
  if (slack < shortestMinutes) return [first, last]
  // Times are whole minutes, so a visit takes at least one.
  const least = Math.max(1, shortestMinutes)
  const starts = [first]
  const onGrid = gridOrigin + Math.ceil((first + least - gridOrigin) / gridMinutes) * gridMinutes
  for (let start = onGrid; start <= last - least; start += gridMinutes) starts.push(start)
  if ((last - gridOrigin) % gridMinutes === 0) starts.push(last)
  return starts
}

/** Whether `offeredStarts` of the same arguments contains this start, computed without listing them. */
export function offers(
  run: Span,
  lengthMinutes: number,
  gridMinutes: number,
  shortestMinutes: number,
  gridOrigin: Minute,
  start: Minute,
): boolean {
  const before = start - run.from
  const after = run.to - lengthMinutes - start
  if (!(before >= 0 && after >= 0)) return false
  const slack = before + after
  if (slack < shortestMinutes) return before === 0 || after === 0
  if (before === 0) return true
  const onGrid = (start - gridOrigin) % gridMinutes === 0
  return onGrid && before >= shortestMinutes && (after === 0 || after >= shortestMinutes)
}
