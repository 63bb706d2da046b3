import ts from 'typescript'
import { type FunctionNode, nameOf } from './callers.ts'
import { Unreachable, Unresolved } from './choices.ts'

/** A value that is evaluated on first use. */
export type Thunk = () => unknown

/** Values of parameters while a function is evaluated. */
export type Bound = ReadonlyMap<ts.ParameterDeclaration, Thunk>

/** Evaluates expressions and conditions. */
export interface Evaluation {
  evaluate(node: ts.Expression, bound: Bound): unknown
  isTrue(condition: ts.Expression, bound: Bound): boolean
}

/** A value that is not from the code. */
export const unknownValue: Thunk = () => {
  throw new Unresolved('is known at run time only')
}

const lazily = new WeakMap<object, (values: readonly Thunk[]) => unknown>()

/** Wraps a function of the code so that it can be called. */
export function callable(node: FunctionNode, bound: Bound, evaluation: Evaluation) {
  const run = (values: readonly Thunk[]) => {
    const given = node.parameters.map((parameter, index) => [parameter, valueAt(values, index)] as const)
    return runBody(node, new Map([...bound, ...given]), evaluation)
  }
  const call = (...values: unknown[]) => run(values.map((value) => () => value))
  lazily.set(call, run)
  return call
}

const valueAt = (values: readonly Thunk[], index: number): Thunk => values[index] ?? (() => undefined)

/**
 * Calls such a function with lazy arguments.
 * @throws Unresolved if the value is not a function of the code
 */
export function callLazily(called: unknown, values: readonly Thunk[]): unknown {
  const run = lazily.get(Object(called))
  return run ? run(values) : unknownValue()
}

function runBody(node: FunctionNode, bound: Bound, evaluation: Evaluation): unknown {
  const { body, modifiers } = node
  if (!body || modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword))
    throw new Unresolved(`the result of ${nameOf(node)?.text}() is known at run time only`)
  if (!ts.isBlock(body)) return evaluation.evaluate(body, bound)
  return runStatements(body.statements, bound, evaluation)?.value
}

/** Evaluates a function body of conditions and returns; constants are evaluated where they are used. */
function runStatements(
  statements: readonly ts.Statement[],
  bound: Bound,
  evaluation: Evaluation,
): { value: unknown } | undefined {
  for (const statement of statements) {
    if (ts.isVariableStatement(statement)) continue
    if (ts.isThrowStatement(statement)) throw new Unreachable()
    if (ts.isReturnStatement(statement))
      return { value: statement.expression && evaluation.evaluate(statement.expression, bound) }
    if (!ts.isIfStatement(statement))
      throw new Unresolved('comes from a function that does more than return a value')
    const { expression, thenStatement, elseStatement } = statement
    const branch = evaluation.isTrue(expression, bound) ? thenStatement : elseStatement
    const inner = branch && ts.isBlock(branch) ? branch.statements : branch ? [branch] : []
    const result = runStatements(inner, bound, evaluation)
    if (result) return result
  }
  return undefined
}
