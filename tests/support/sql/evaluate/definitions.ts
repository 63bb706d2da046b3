import ts from 'typescript'
import { type CallersOf, type FunctionNode, symbolOf } from './callers.ts'
import { type Choices, Unresolved } from './choices.ts'
import { type Bound, callable, type Evaluation, unknownValue } from './functions.ts'
import { literalsOf } from './literals.ts'

/** Finds the values of identifiers: constants, loop variables, parameters, and destructured parts of these. */
export class Definitions {
  /** Calls whose arguments were used as values of parameters. */
  readonly calls: ts.CallExpression[] = []
  readonly #checker: ts.TypeChecker
  readonly #callersOf: CallersOf
  readonly #choices: Choices
  readonly #evaluation: Evaluation

  constructor(checker: ts.TypeChecker, callersOf: CallersOf, choices: Choices, evaluation: Evaluation) {
    this.#checker = checker
    this.#callersOf = callersOf
    this.#choices = choices
    this.#evaluation = evaluation
  }

  /** @throws Unresolved if the code does not determine the value */
  of(identifier: ts.Identifier, bound: Bound): unknown {
    const declaration = symbolOf(this.#checker, identifier)?.valueDeclaration
    if (!declaration) throw new Unresolved(`${identifier.text} is unknown`)
    try {
      return this.#declared(declaration, bound)
    } catch (error) {
      if (!(error instanceof Unresolved)) throw error
      const literals = literalsOf(this.#checker.getTypeAtLocation(identifier))
      if (!literals) throw new Unresolved(`${identifier.text} ${error.message}`)
      return this.#choices.pick(declaration, literals)
    }
  }

  #declared(node: ts.Declaration, bound: Bound): unknown {
    if (ts.isVariableDeclaration(node)) return this.#variable(node, bound)
    if (ts.isParameter(node)) return this.#parameter(node, bound)
    if (ts.isBindingElement(node)) return this.#part(node, bound)
    if (ts.isFunctionDeclaration(node)) return callable(node, bound, this.#evaluation)
    return unknownValue()
  }

  #variable(node: ts.VariableDeclaration, bound: Bound): unknown {
    const list = node.parent
    if (ts.isVariableDeclarationList(list) && list.flags & ts.NodeFlags.Const) {
      if (ts.isForOfStatement(list.parent)) return this.#loop(list.parent, bound)
      if (node.initializer) return this.#evaluation.evaluate(node.initializer, bound)
    }
    throw new Unresolved('is no constant')
  }

  #loop(loop: ts.ForOfStatement, bound: Bound): unknown {
    const list = this.#evaluation.evaluate(loop.expression, bound)
    if (!Array.isArray(list)) throw new Unresolved(`comes from ${loop.expression.getText()}`)
    return list[this.#choices.pick(loop, [...list.keys()])]
  }

  /** Outside an evaluated call: the values of the type, or else the arguments of each caller. */
  #parameter(node: ts.ParameterDeclaration, bound: Bound): unknown {
    const value = bound.get(node)
    if (value) return value()
    const literals = literalsOf(this.#checker.getTypeAtLocation(node))
    if (literals) return this.#choices.pick(node, literals)
    const owner = node.parent as FunctionNode
    const call = this.#choices.pick(owner, this.#callersOf(owner))
    this.calls.push(call)
    const argument = call.arguments[owner.parameters.indexOf(node)]
    if (argument) return this.#evaluation.evaluate(argument, new Map())
    return node.initializer && this.#evaluation.evaluate(node.initializer, bound)
  }

  /** A part of a destructuring pattern: `{ table }`, `[name, type]`. */
  #part(node: ts.BindingElement, bound: Bound): unknown {
    const pattern = node.parent
    const whole = this.#declared(pattern.parent, bound)
    const name = ts.isArrayBindingPattern(pattern)
      ? pattern.elements.indexOf(node)
      : ((node.propertyName ?? node.name) as ts.Identifier).text
    if (node.dotDotDotToken || whole === null || typeof whole !== 'object') return unknownValue()
    const value = (whole as Record<string | number, unknown>)[name]
    return value === undefined && node.initializer
      ? this.#evaluation.evaluate(node.initializer, bound)
      : value
  }
}
