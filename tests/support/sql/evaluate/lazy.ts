import type ts from 'typescript'

/** A list from an array literal, whose elements are evaluated when they are read. */
export class LazyArray extends Array<unknown> {
  /** The expression of each element. */
  readonly nodes: (ts.Expression | undefined)[] = []

  // Methods such as map() return plain arrays.
  static override get [Symbol.species]() {
    return Array
  }
}

/** Adds an element at the end. */
export function append(array: LazyArray, read: () => unknown, node: ts.Expression | undefined): void {
  array.nodes.push(node)
  lazyProperty(array, String(array.length), read)
}

/** Defines a property whose value is evaluated when it is read. */
export function lazyProperty(object: object, name: string, read: () => unknown): void {
  Object.defineProperty(object, name, { get: read, enumerable: true, configurable: true })
}
