import ts from 'typescript'
import type { SqlProgram } from '../program.ts'
import { Unresolved } from './choices.ts'

/** A function with a body. */
export type FunctionNode =
  ts.FunctionDeclaration | ts.ArrowFunction | ts.FunctionExpression | ts.MethodDeclaration

/** Finds the calls of a function. */
export type CallersOf = (node: FunctionNode) => ts.CallExpression[]

/** Searches the files of the program, without recursive calls. */
export function callersIn(program: SqlProgram): CallersOf {
  const known = new Map<FunctionNode, ts.CallExpression[]>()
  const identifiers = Map.groupBy(program.files.flatMap(identifiersIn), ({ text }) => text)
  return (node) => {
    const found = known.get(node) ?? findCallers(program.checker, identifiers, node)
    known.set(node, found)
    return found
  }
}

/** @throws Unresolved if the function has no name or no caller, or is used as a value, so that its callers are unknown */
function findCallers(
  checker: ts.TypeChecker,
  identifiers: ReadonlyMap<string, ts.Identifier[]>,
  node: FunctionNode,
): ts.CallExpression[] {
  const name = nameOf(node)
  if (!name) throw new Unresolved('is a parameter of a function without a name')
  const symbol = checker.getSymbolAtLocation(name)
  const uses = (identifiers.get(name.text) ?? []).filter(
    (use) =>
      use !== name && !isImportOrExport(use) && !isWithin(use, node) && symbolOf(checker, use) === symbol,
  )
  const calls = uses.map(callBy)
  if (calls.length === 0) throw new Unresolved(`is a parameter of ${name.text}(), which nobody calls`)
  if (calls.includes(undefined)) throw new Unresolved(`is a parameter of ${name.text}(), which is handed on`)
  return calls as ts.CallExpression[]
}

/** The name of a function: its own, or that of the constant to which it is assigned. */
export function nameOf(node: FunctionNode): ts.Identifier | undefined {
  const name = node.name ?? (ts.isVariableDeclaration(node.parent) ? node.parent.name : undefined)
  return name && ts.isIdentifier(name) ? name : undefined
}

/** The symbol of an identifier; imports are resolved. */
export function symbolOf(checker: ts.TypeChecker, identifier: ts.Node): ts.Symbol | undefined {
  const symbol =
    ts.isShorthandPropertyAssignment(identifier.parent) && identifier.parent.name === identifier
      ? checker.getShorthandAssignmentValueSymbol(identifier.parent)
      : checker.getSymbolAtLocation(identifier)
  return symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
}

function identifiersIn(node: ts.Node): ts.Identifier[] {
  const found: ts.Identifier[] = []
  const visit = (child: ts.Node): void => {
    if (ts.isIdentifier(child)) found.push(child)
    ts.forEachChild(child, visit)
  }
  visit(node)
  return found
}

function callBy(use: ts.Identifier): ts.CallExpression | undefined {
  const callee = ts.isPropertyAccessExpression(use.parent) && use.parent.name === use ? use.parent : use
  return ts.isCallExpression(callee.parent) && callee.parent.expression === callee ? callee.parent : undefined
}

const isImportOrExport = ({ parent }: ts.Identifier) =>
  ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isExportAssignment(parent)

function isWithin(node: ts.Node, outer: ts.Node): boolean {
  for (let at: ts.Node | undefined = node; at; at = at.parent) if (at === outer) return true
  return false
}
