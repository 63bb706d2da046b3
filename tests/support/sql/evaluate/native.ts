import { Unresolved } from './choices.ts'
import { callLazily, unknownValue } from './functions.ts'
import { append, LazyArray, lazyProperty } from './lazy.ts'

/**
 * Calls a method of a string or an array.
 * @throws Unresolved for other values and unknown methods
 */
export function callMethod(target: unknown, name: string, values: readonly unknown[]): unknown {
  if (name === 'filter' && Array.isArray(target)) return filtered(target, values[0])
  const method = (Object(target) as Record<string, unknown>)[name]
  if ((typeof target === 'string' || Array.isArray(target)) && typeof method === 'function')
    return method.apply(target, values)
  throw new Unresolved(`the result of ${name}() is known at run time only`)
}

/** Filters a list; keeps elements for which the condition is unresolved. */
function filtered(list: readonly unknown[], condition: unknown): LazyArray {
  const kept = new LazyArray()
  for (const index of list.keys()) {
    const element = () => list[index]
    if (!isRefused(condition, element)) append(kept, element, undefined)
  }
  return kept
}

function isRefused(condition: unknown, element: () => unknown): boolean {
  try {
    return !callLazily(condition, [element])
  } catch (error) {
    if (error instanceof Unresolved) return false
    throw error
  }
}

/** Represents a list of unknown length by one element, which is also unknown. */
export function callOnUnknownList(name: string, callback: unknown): unknown[] {
  const element = () => callLazily(callback, [unknownValue, unknownValue])
  if (name === 'flatMap') return [element()].flat()
  const list = new LazyArray()
  append(list, name === 'map' ? element : unknownValue, undefined)
  return list
}

/** Methods of `Object`. */
export const OBJECT: Record<string, (value: object) => unknown> = {
  keys: Object.keys,
  values: (object) =>
    Object.keys(object).reduce((list, key) => added(list, () => read(object, key)), new LazyArray()),
  entries: (object) =>
    Object.keys(object).map((key) =>
      added(
        added(new LazyArray(), () => key),
        () => read(object, key),
      ),
    ),
  fromEntries(entries) {
    const object = {}
    for (const entry of entries as unknown[][]) lazyProperty(object, String(entry[0]), () => entry[1])
    return object
  },
}

const read = (object: object, key: string): unknown => (object as Record<string, unknown>)[key]

function added(list: LazyArray, read: () => unknown): LazyArray {
  append(list, read, undefined)
  return list
}

/** The results of pg's quoting functions: for any argument, one literal or one identifier. */
export const QUOTING: Record<string, string> = {
  escapeLiteral: "'literal'",
  escapeIdentifier: '"name"',
}
