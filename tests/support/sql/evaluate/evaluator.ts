import ts from 'typescript'
import { bind, type Bound, Definitions } from './definitions.ts'
import type { CallersOf } from './callers.ts'
import { type Choose, Unresolved } from './choices.ts'
import { callNative, escaped } from './native.ts'
import { append, LazyArray, lazyProperty } from './lazy.ts'
import { literalsOf } from './literals.ts'

/** What an evaluation needs to know about the program. */
export interface Context {
  checker: ts.TypeChecker
  callersOf: CallersOf
}

/**
 * Works out the value of an expression as far as the code determines it: literals, templates, constants, arrays and
 * objects, string and array methods, small functions, and the arguments of every caller. Parts of arrays and objects
 * are worked out when they are used, so that unknown parts beside known ones do no harm.
 */
export class Evaluator {
  readonly #checker: ts.TypeChecker
  readonly #choose: Choose
  readonly #definitions: Definitions

  constructor({ checker, callersOf }: Context, choose: Choose) {
    this.#checker = checker
    this.#choose = choose
    this.#definitions = new Definitions(checker, callersOf, choose, {
      evaluate: (node, bound) => this.evaluate(node, bound),
      functionOf: (node, bound) => this.#functionOf(node, bound),
    })
  }

  /** @throws Unresolved when the code does not determine the value */
  evaluate(node: ts.Expression, bound: Bound = new Map()): unknown {
    const inner = withoutAssertions(node)
    try {
      return this.#structural(inner, bound)
    } catch (error) {
      if (!(error instanceof Unresolved)) throw error
      const literals = literalsOf(this.#checker.getTypeAtLocation(inner))
      if (!literals) throw error
      return this.#choose(inner, literals)
    }
  }

  #structural(node: ts.Expression, bound: Bound): unknown {
    const value = (part: ts.Expression) => this.evaluate(part, bound)
    if (ts.isStringLiteralLike(node)) return node.text
    if (ts.isNumericLiteral(node)) return Number(node.text)
    if (node.kind === ts.SyntaxKind.TrueKeyword) return true
    if (node.kind === ts.SyntaxKind.FalseKeyword) return false
    if (node.kind === ts.SyntaxKind.NullKeyword) return null
    if (ts.isIdentifier(node))
      return node.text === 'undefined' ? undefined : this.#definitions.of(node, bound)
    if (ts.isTemplateExpression(node))
      return node.templateSpans.reduce(
        (text, span) => text + textOf(value(span.expression), span.expression) + span.literal.text,
        node.head.text,
      )
    if (ts.isConditionalExpression(node))
      return value(this.#isTrue(node.condition, bound) ? node.whenTrue : node.whenFalse)
    if (ts.isBinaryExpression(node)) return binary(node, value)
    if (ts.isPropertyAccessExpression(node)) return member(node, value(node.expression), node.name.text)
    if (ts.isElementAccessExpression(node))
      return member(node, value(node.expression), String(value(node.argumentExpression)))
    if (ts.isArrayLiteralExpression(node)) return this.#array(node, bound)
    if (ts.isObjectLiteralExpression(node)) return this.#object(node, bound)
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return this.#functionOf(node, bound)
    if (ts.isCallExpression(node)) return this.#call(node, bound)
    throw new Unresolved(`${node.getText()} is known at run time only`)
  }

  /** A condition that the code does not determine is taken both ways. */
  #isTrue(condition: ts.Expression, bound: Bound): boolean {
    try {
      return Boolean(this.evaluate(condition, bound))
    } catch (error) {
      if (!(error instanceof Unresolved)) throw error
      return this.#choose(condition, [true, false])
    }
  }

  #array(node: ts.ArrayLiteralExpression, bound: Bound): LazyArray {
    const array = new LazyArray()
    for (const element of node.elements) {
      if (ts.isSpreadElement(element)) {
        const spread = this.evaluate(element.expression, bound)
        if (!Array.isArray(spread)) throw new Unresolved(`${element.getText()} is no list`)
        for (const index of spread.keys())
          append(array, () => spread[index], spread instanceof LazyArray ? spread.nodes[index] : undefined)
      } else append(array, () => this.evaluate(element, bound), element)
    }
    return array
  }

  #object(node: ts.ObjectLiteralExpression, bound: Bound): object {
    const object = {}
    for (const property of node.properties) {
      if (ts.isSpreadAssignment(property)) {
        const spread = Object(this.evaluate(property.expression, bound)) as object
        Object.defineProperties(object, Object.getOwnPropertyDescriptors(spread))
      } else if (ts.isPropertyAssignment(property) && !ts.isComputedPropertyName(property.name))
        lazyProperty(object, property.name.text, () => this.evaluate(property.initializer, bound))
      else if (ts.isShorthandPropertyAssignment(property))
        lazyProperty(object, property.name.text, () => this.#definitions.of(property.name, bound))
    }
    return object
  }

  #call(node: ts.CallExpression, bound: Bound): unknown {
    const { expression: callee } = node
    const values = () => node.arguments.map((argument) => this.evaluate(argument, bound))
    if (ts.isPropertyAccessExpression(callee)) {
      const literal = escaped(callee.name.text)
      if (literal !== undefined) return literal
      return callNative(node, callee, values, (part) => this.evaluate(part, bound))
    }
    const called = this.evaluate(callee, bound)
    if (typeof called !== 'function') throw new Unresolved(`${node.getText()} is known at run time only`)
    return called(...values())
  }

  /** A function of one expression, or of constants and a `return` at its end. */
  #functionOf(node: ts.ArrowFunction | ts.FunctionExpression | ts.FunctionDeclaration, bound: Bound) {
    const { body } = node
    const last = body && ts.isBlock(body) ? body.statements.at(-1) : undefined
    const result = body && ts.isBlock(body) ? last && ts.isReturnStatement(last) && last.expression : body
    return (...values: unknown[]): unknown => {
      if (!result || node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword))
        throw new Unresolved('comes from a function that is more than one expression')
      return this.evaluate(result, bind(bound, node.parameters, values))
    }
  }
}

/** What parentheses, `as`, `satisfies` and `!` are around. */
function withoutAssertions(node: ts.Expression): ts.Expression {
  const isAround =
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node)
  return isAround ? withoutAssertions(node.expression) : node
}

function binary(node: ts.BinaryExpression, value: (part: ts.Expression) => unknown): unknown {
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

function member(node: ts.Expression, object: unknown, name: string): unknown {
  if (object === null || object === undefined) {
    if (ts.isOptionalChain(node)) return undefined
    throw new Unresolved(`${node.getText()} is missing`)
  }
  return (object as Record<string, unknown>)[name]
}

function textOf(value: unknown, node: ts.Node): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value)
  throw new Unresolved(`${node.getText()} is no text`)
}
