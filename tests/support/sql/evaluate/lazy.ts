import type ts from 'typescript'

/** A list from an array literal; its elements are worked out when they are read. */
export class LazyArray extends Array<unknown> {
  /** The expression of each element. */
  readonly nodes: (ts.Expression | undefined)[] = []

  // Methods such as map() answer plain arrays.
  static override get [Symbol.species]() {
    return Array
  }
}

/** Adds an element at the end. */
export function append(array: LazyArray, read: () => unknown, node: ts.Expression | undefined): void {
  array.nodes.push(node)
  lazyProperty(array, String(array.length), read)
}

/** Defines a property whose value is worked out when it is read. */
export function lazyProperty(object: object, name: string, read: () => unknown): void {
  Object.defineProperty(object, name, { get: read, enumerable: true, configurable: true })
}
