import ts from 'typescript'
import type { SqlProgram } from './program.ts'

/** A call that sends SQL to PostgreSQL. */
export interface QueryCall {
  node: ts.CallExpression
  /** The statement, or the query configuration that contains it. */
  statement: ts.Expression
  /** Values of its parameters, if they are a separate argument. */
  values: ts.Expression | undefined
  /** Declared type of a row. */
  rowType: ts.TypeNode | undefined
}

/** All calls of pg's `query()`; in `other` its uses without a call, and Prisma's functions for raw SQL. */
export function findQueries({ checker, files }: SqlProgram): { calls: QueryCall[]; other: ts.Node[] } {
  const calls: QueryCall[] = []
  const other: ts.Node[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && isQuery(checker, node.name)) {
      const call = node.parent
      if (ts.isCallExpression(call) && call.expression === node && call.arguments[0])
        calls.push(queryCall(call, call.arguments[0]))
      else other.push(node)
    } else if (ts.isIdentifier(node) && (PRISMA_RAW.test(node.text) || isTakenOut(checker, node)))
      other.push(node)
    ts.forEachChild(node, visit)
  }
  files.forEach(visit)
  return { calls, other }
}

const PRISMA_RAW = /^\$(query|execute)Raw/

const queryCall = (node: ts.CallExpression, statement: ts.Expression): QueryCall => ({
  node,
  statement,
  values: node.arguments[1],
  rowType: node.typeArguments?.[0],
})

function isQuery(checker: ts.TypeChecker, name: ts.MemberName): boolean {
  return name.text === 'query' && isDeclaredByPg(checker.getSymbolAtLocation(name))
}

/** `const { query } = pool` */
function isTakenOut(checker: ts.TypeChecker, name: ts.Identifier): boolean {
  const { parent } = name
  if (name.text !== 'query' || !ts.isBindingElement(parent) || (parent.propertyName ?? parent.name) !== name)
    return false
  return isDeclaredByPg(checker.getTypeAtLocation(parent.parent).getProperty('query'))
}

const isDeclaredByPg = (symbol: ts.Symbol | undefined): boolean =>
  (symbol?.declarations ?? []).some((node) => node.getSourceFile().fileName.includes('/@types/pg/'))

/** Whether the rows of a result are used: `{ rows }`, `.rows`, or `.rows` of the constant with the result. */
export function readsRows(checker: ts.TypeChecker, { node }: QueryCall): boolean {
  let answer: ts.Node = node
  while (ts.isAwaitExpression(answer.parent) || ts.isParenthesizedExpression(answer.parent))
    answer = answer.parent
  const { parent } = answer
  if (ts.isPropertyAccessExpression(parent)) return parent.name.text === 'rows'
  if (!ts.isVariableDeclaration(parent)) return false
  const { name } = parent
  if (ts.isObjectBindingPattern(name))
    return name.elements.some((part) => (part.propertyName ?? part.name).getText() === 'rows')
  return isReadBelow(checker, name, parent.parent.parent.parent)
}

function isReadBelow(checker: ts.TypeChecker, name: ts.Node, block: ts.Node): boolean {
  const symbol = checker.getSymbolAtLocation(name)
  const reads = (node: ts.Node): boolean =>
    (ts.isPropertyAccessExpression(node) &&
      node.name.text === 'rows' &&
      checker.getSymbolAtLocation(node.expression) === symbol) ||
    Boolean(ts.forEachChild(node, (child) => reads(child) || undefined))
  return reads(block)
}
