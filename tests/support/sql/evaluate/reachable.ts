import ts from 'typescript'
import { Unresolved } from './choices.ts'

/**
 * Whether code can run: false in a branch whose condition has another value.
 * @param evaluate evaluates a condition without making new choices
 */
export function isReachable(node: ts.Node, evaluate: (condition: ts.Expression) => unknown): boolean {
  for (let at = node; at.parent; at = at.parent) {
    const wanted = conditionOf(at)
    if (wanted && differs(wanted, evaluate)) return false
  }
  return true
}

interface Wanted {
  condition: ts.Expression
  value: boolean
}

function conditionOf(node: ts.Node): Wanted | undefined {
  const { parent } = node
  if (ts.isIfStatement(parent) && node !== parent.expression)
    return { condition: parent.expression, value: node === parent.thenStatement }
  if (ts.isConditionalExpression(parent) && node !== parent.condition)
    return { condition: parent.condition, value: node === parent.whenTrue }
  return undefined
}

function differs({ condition, value }: Wanted, evaluate: (condition: ts.Expression) => unknown): boolean {
  try {
    return Boolean(evaluate(condition)) !== value
  } catch (error) {
    if (error instanceof Unresolved) return false
    throw error
  }
}
