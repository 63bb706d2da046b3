import ts from 'typescript'
import { Unresolved } from './choices.ts'

/** The value of `a + b`, `a === b`, `a ?? b` and the like. */
export function binary(node: ts.BinaryExpression, value: (part: ts.Expression) => unknown): unknown {
  const left = value(node.left)
  switch (node.operatorToken.kind) {
    case ts.SyntaxKind.PlusToken:
      return textOf(left, node.left) + textOf(value(node.right), node.right)
    case ts.SyntaxKind.EqualsEqualsEqualsToken:
      return left === value(node.right)
    case ts.SyntaxKind.ExclamationEqualsEqualsToken:
      return left !== value(node.right)
    case ts.SyntaxKind.QuestionQuestionToken:
      return left ?? value(node.right)
    case ts.SyntaxKind.BarBarToken:
      return left || value(node.right)
    case ts.SyntaxKind.AmpersandAmpersandToken:
      return left && value(node.right)
  }
  throw new Unresolved(`${node.getText()} is no text`)
}

/** A property of a value. */
export function member(node: ts.Expression, object: unknown, name: string): unknown {
  if (object !== null && object !== undefined) return (object as Record<string, unknown>)[name]
  if (ts.isOptionalChain(node)) return undefined
  throw new Unresolved(`${node.getText()} is missing`)
}

/** A value in a template string. */
export function textOf(value: unknown, node: ts.Node): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value)
  throw new Unresolved(`${node.getText()} is no text`)
}

/** Unwraps parentheses, `as`, `satisfies` and `!`. */
export function withoutAssertions(node: ts.Expression): ts.Expression {
  const isAround =
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node)
  return isAround ? withoutAssertions(node.expression) : node
}
