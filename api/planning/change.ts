import type { FieldProblem } from '../kernel/outcome.ts'
import type { ChangeFrame, Problem } from './change-frame.ts'
import { closed, removed } from './closure-writes.ts'
import { ended, opened } from './opening-writes.ts'
import { type PlanWrites, written } from './rows.ts'
import type { PlanChangeInput } from './plan-change-input.ts'

/** The writes of a change, or all of its problems together. */
export function writesOf(
  change: PlanChangeInput,
  frame: ChangeFrame,
): { writes: PlanWrites } | { problems: FieldProblem[] } {
  const problems: FieldProblem[] = []
  const each = <One, Result>(
    list: readonly One[] | null | undefined,
    name: string,
    work: (one: One, frame: ChangeFrame, problem: Problem) => Result[],
    within = frame,
  ): Result[] =>
    (list ?? []).flatMap((one, index) =>
      work(one, within, (field, code, limit) =>
        problems.push({ field: [name, index, field].filter((part) => part !== '').join('.'), code, limit }),
      ),
    )
  const ends = each(change.endOpenings, 'endOpenings', ended)
  const rows = written(frame.rows, { openings: ends, closures: [] })
  const openings = [...ends, ...each(change.addOpenings, 'addOpenings', opened, { ...frame, rows })]
  const closures = [
    ...each(change.removeClosures, 'removeClosures', removed),
    ...each(change.addClosures, 'addClosures', closed),
  ]
  if (problems.length > 0) return { problems }
  if (openings.length + closures.length === 0) return { problems: [{ field: '', code: 'NOTHING_CHANGES' }] }
  const ids = [...openings, ...closures].map(({ before, after }) => (before ?? after)!.id)
  // Two writes of the same row contradict each other.
  if (new Set(ids).size < ids.length) return { problems: [{ field: '', code: 'TWICE' }] }
  return { writes: { openings, closures } }
}
