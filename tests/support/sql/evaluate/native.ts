import ts from 'typescript'
import { Unresolved } from './choices.ts'

/** Calls a method of a text or a list, or one of `Object`, as JavaScript does. */
export function callNative(
  call: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  values: () => unknown[],
  evaluate: (node: ts.Expression) => unknown,
): unknown {
  const name = callee.name.text
  if (callee.expression.getText() === 'Object') {
    const method = OBJECT[name]
    if (method) return method(values()[0] as object)
  } else {
    const target = evaluate(callee.expression)
    const method = (Object(target) as Record<string, unknown>)[name]
    if ((typeof target === 'string' || Array.isArray(target)) && typeof method === 'function')
      return method.apply(target, values())
  }
  throw new Unresolved(`${call.getText()} is known at run time only`)
}

const OBJECT: Record<string, (object: object) => unknown> = {
  keys: Object.keys,
  values: Object.values,
  entries: Object.entries,
}

/** What pg's functions for quoting answer: whatever they quote, it is one literal or one name. */
export function escaped(method: string): string | undefined {
  if (method === 'escapeLiteral') return "'literal'"
  if (method === 'escapeIdentifier') return '"name"'
  return undefined
}
