import ts from 'typescript'
import { type CallersOf, symbolOf } from './callers.ts'
import { type Choices, Unresolved } from './choices.ts'
import { Definitions } from './definitions.ts'
import { type Bound, callable, callLazily, unknownValue } from './functions.ts'
import { append, LazyArray, lazyProperty } from './lazy.ts'
import { literalsOf } from './literals.ts'
import { callMethod, callOnUnknownList, OBJECT, QUOTING } from './native.ts'
import { binary, member, textOf, withoutAssertions } from './operators.ts'
import { isReachable } from './reachable.ts'

/** The dependencies of an evaluation. */
export interface Context {
  checker: ts.TypeChecker
  callersOf: CallersOf
}

/**
 * Evaluates an expression as far as the code determines its value: literals, templates, constants, arrays and objects,
 * string and array methods, functions that only return a value, and the arguments of every caller. Parts of arrays and
 * objects are evaluated when they are used, so that unknown parts do not make the whole value unknown.
 */
export class Evaluator {
  readonly #context: Context
  readonly #checker: ts.TypeChecker
  readonly #choices: Choices
  readonly #definitions: Definitions

  constructor(context: Context, choices: Choices) {
    this.#context = context
    this.#checker = context.checker
    this.#choices = choices
    this.#definitions = new Definitions(this.#checker, context.callersOf, choices, this)
  }

  /** @throws Unresolved if the code does not determine the value */
  evaluate(node: ts.Expression, bound: Bound = new Map()): unknown {
    const inner = withoutAssertions(node)
    try {
      return this.#structural(inner, bound)
    } catch (error) {
      if (!(error instanceof Unresolved)) throw error
      const literals = literalsOf(this.#checker.getTypeAtLocation(inner))
      if (!literals) throw error
      return this.#choices.pick(this.#keyOf(inner), literals)
    }
  }

  /** The value of a condition; if the code does not determine it, a choice between true and false. */
  isTrue(condition: ts.Expression, bound: Bound): boolean {
    try {
      return Boolean(this.evaluate(condition, bound))
    } catch (error) {
      if (!(error instanceof Unresolved)) throw error
      return this.#choices.pick(this.#keyOf(condition), [true, false])
    }
  }

  /** Whether code, and all calls that lead to it, run for the present choices. */
  isReachable(node: ts.Node): boolean {
    const settled = new Evaluator(this.#context, this.#choices.settled())
    return [node, ...this.#definitions.calls].every((part) =>
      isReachable(part, (condition) => settled.evaluate(condition)),
    )
  }

  /** Key of an expression: equal for expressions with the same text and the same variables, which have the same value. */
  #keyOf(node: ts.Expression): string {
    const declared: string[] = []
    const visit = (part: ts.Node): void => {
      const { pos, parent } = (ts.isIdentifier(part) && symbolOf(this.#checker, part)?.valueDeclaration) || {}
      if (parent) declared.push(`${parent.getSourceFile().fileName}:${pos}`)
      ts.forEachChild(part, visit)
    }
    visit(node)
    return [node.getText(), ...declared].join(' ')
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
      return value(this.isTrue(node.condition, bound) ? node.whenTrue : node.whenFalse)
    if (ts.isBinaryExpression(node)) return binary(node, value)
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
      return !value(node.operand)
    if (ts.isPropertyAccessExpression(node)) return member(node, value(node.expression), node.name.text)
    if (ts.isElementAccessExpression(node))
      return member(node, value(node.expression), String(value(node.argumentExpression)))
    if (ts.isArrayLiteralExpression(node)) return this.#array(node, bound)
    if (ts.isObjectLiteralExpression(node)) return this.#object(node, bound)
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return callable(node, bound, this)
    if (ts.isCallExpression(node)) return this.#call(node, bound)
    throw new Unresolved(`${node.getText()} is known at run time only`)
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
      if (ts.isSpreadAssignment(property))
        Object.defineProperties(
          object,
          Object.getOwnPropertyDescriptors(this.#spread(property.expression, bound)),
        )
      else if (ts.isShorthandPropertyAssignment(property))
        lazyProperty(object, property.name.text, () => this.#definitions.of(property.name, bound))
      else if (ts.isPropertyAssignment(property))
        lazyProperty(object, this.#nameOf(property.name, bound), () =>
          this.evaluate(property.initializer, bound),
        )
    }
    return object
  }

  #nameOf(name: ts.PropertyName, bound: Bound): string {
    return ts.isComputedPropertyName(name) ? String(this.evaluate(name.expression, bound)) : name.text
  }

  /** A value that is spread into an object; if it is unknown, the properties of its type. */
  #spread(node: ts.Expression, bound: Bound): object {
    try {
      return Object(this.evaluate(node, bound)) as object
    } catch (error) {
      const type = this.#checker.getTypeAtLocation(node)
      if (!(error instanceof Unresolved) || type.isUnion() || type.getStringIndexType()) throw error
      const object = {}
      for (const { name } of type.getProperties()) lazyProperty(object, name, unknownValue)
      return object
    }
  }

  #call(node: ts.CallExpression, bound: Bound): unknown {
    const { expression: callee, arguments: given } = node
    const value = (part: ts.Expression) => this.evaluate(part, bound)
    if (!ts.isPropertyAccessExpression(callee))
      return callLazily(
        value(callee),
        given.map((argument) => () => value(argument)),
      )
    const name = callee.name.text
    if (Object.hasOwn(QUOTING, name)) return QUOTING[name]
    if (callee.expression.getText() === 'Object' && Object.hasOwn(OBJECT, name))
      return OBJECT[name]!(value(given[0]!) as object)
    return this.#callMethod(node, callee, bound)
  }

  #callMethod(node: ts.CallExpression, callee: ts.PropertyAccessExpression, bound: Bound): unknown {
    const name = callee.name.text
    // A filter makes no new choices: an element is kept unless the condition is certainly false.
    const evaluator = name === 'filter' ? new Evaluator(this.#context, this.#choices.settled()) : this
    const values = node.arguments.map((argument) => evaluator.evaluate(argument, bound))
    let target: unknown
    try {
      target = this.evaluate(callee.expression, bound)
    } catch (error) {
      const isList = this.#checker.isArrayLikeType(this.#checker.getTypeAtLocation(callee.expression))
      if (!(error instanceof Unresolved) || !isList || !LIST_METHODS.includes(name)) throw error
      return callOnUnknownList(name, values[0])
    }
    return callMethod(target, name, values)
  }
}

const LIST_METHODS = ['map', 'flatMap', 'filter']
