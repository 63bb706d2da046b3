import ts from 'typescript'
import { everyOutcome, Unreachable, Unresolved } from './evaluate/choices.ts'
import { type Context, Evaluator } from './evaluate/evaluator.ts'
import { LazyArray } from './evaluate/lazy.ts'
import type { FunctionNode } from './evaluate/callers.ts'
import { nameOf } from './evaluate/callers.ts'
import type { QueryCall } from './find-queries.ts'

/** A possible statement of a call. */
export interface Statement {
  text: string
  /** Expressions of its values; undefined for a value from an evaluated list. */
  values: readonly (ts.Expression | undefined)[]
}

/**
 * All possible statements of a call, with their values.
 * @throws Unresolved if the code does not determine them
 */
export function statementsOf(context: Context, call: QueryCall): Statement[] {
  const statements = everyOutcome((choices) => {
    const evaluator = new Evaluator(context, choices)
    try {
      const statement = statementOf(evaluator, call)
      if (evaluator.isReachable(call.node)) return statement
    } catch (error) {
      if (evaluator.isReachable(call.node)) throw error
    }
    throw new Unreachable()
  })
  if (statements.length === 0) throw new Unresolved('it stands in branches that exclude each other')
  return statements
}

function statementOf(evaluator: Evaluator, { statement, values }: QueryCall): Statement {
  const sent = evaluator.evaluate(statement)
  if (typeof sent === 'string') return { text: sent, values: valuesOf(values && evaluator.evaluate(values)) }
  const { text, values: own } = Object(sent) as { text?: unknown; values?: unknown }
  if (typeof text !== 'string') throw new Unresolved(`${statement.getText()} has no text`)
  return { text, values: valuesOf(own) }
}

function valuesOf(list: unknown): Statement['values'] {
  if (list === undefined) return []
  if (list instanceof LazyArray) return list.nodes
  if (Array.isArray(list)) return list.map(() => undefined)
  throw new Unresolved('its values are no list')
}

/** Names of the enclosing functions of a node, the innermost first. */
export function functionsAround(node: ts.Node): string[] {
  const names: string[] = []
  for (let at = node; at.parent; at = at.parent)
    if (ts.isFunctionLike(at)) names.push(nameOf(at as FunctionNode)?.text ?? '')
  return names
}
