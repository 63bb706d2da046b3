import { isDeepStrictEqual } from 'node:util'
import type { Content } from './content.ts'

/** A field whose value has changed. */
export interface FieldChange {
  /** E.g. `title.en`, `documents.0.detail.de`. */
  path: string
  /** Null: no value. Lists have an item on each line. */
  before: string | null
  after: string | null
}

/** The fields in which two contents differ, in the order of the fields. */
export function changesBetween(before: Content | null, after: Content | null): FieldChange[] {
  const [old, now] = [leavesOf(before), leavesOf(after)]
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((path) => ({ path, before: old.get(path) ?? null, after: now.get(path) ?? null }))
    .filter(({ before, after }) => before !== after)
}

/** Result of a three-way merge. */
export interface Merge {
  content: Content
  /** Paths that both sides changed differently; `content` has the value of `mine`. */
  clashes: string[]
}

/**
 * Three-way merge of two changed versions of the same content. Each language of a text is merged by itself; a list
 * (documents, fees, ids) is merged as a whole, because its indexes change when rows are moved.
 */
export function merged(base: Content, mine: Content, theirs: Content): Merge {
  const clashes: string[] = []
  return { content: mergedMap(base, mine, theirs, '', clashes), clashes }
}

/** Deep equality; the order of keys does not matter. */
export const isSame = (one: unknown, other: unknown): boolean => isDeepStrictEqual(one, other)

type Map_ = Readonly<Record<string, unknown>>

function mergedMap(base: Map_, mine: Map_, theirs: Map_, prefix: string, clashes: string[]): Map_ {
  const keys = new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)])
  const entries = [...keys].map((key): [string, unknown] => {
    const [b, m, t] = [base[key], mine[key], theirs[key]]
    if (isSame(m, t) || isSame(b, t)) return [key, m]
    if (isSame(b, m)) return [key, t]
    const path = prefix + key
    if (isMap(b) && isMap(m) && isMap(t)) return [key, mergedMap(b, m, t, `${path}.`, clashes)]
    clashes.push(path)
    return [key, m]
  })
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

/** Copies some fields of another content; paths as in `Merge.clashes`. */
export function withFieldsOf(content: Content, other: Content, paths: readonly string[]): Content {
  return paths.reduce((taken, path) => withField(taken, other, path.split('.')), content)
}

function withField(content: Map_, other: Map_, [key, ...rest]: string[]): Map_ {
  if (key === undefined) return content
  const [own, others] = [content[key], other[key]]
  const value = rest.length > 0 && isMap(own) && isMap(others) ? withField(own, others, rest) : others
  const { [key]: _, ...without } = content
  return value === undefined ? without : { ...content, [key]: value }
}

function leavesOf(content: unknown): Map<string, string> {
  const leaves = new Map<string, string>()
  const visit = (value: unknown, path: string) => {
    if (value === null || value === undefined || value === '') return
    if (Array.isArray(value) && value.every((each) => !isMap(each))) {
      if (value.length > 0) leaves.set(path, value.join('\n'))
    } else if (Array.isArray(value)) value.forEach((each, index) => visit(each, `${path}.${index}`))
    else if (isMap(value))
      for (const [key, each] of Object.entries(value)) visit(each, path ? `${path}.${key}` : key)
    else leaves.set(path, String(value))
  }
  visit(content, '')
  return leaves
}

const isMap = (value: unknown): value is Map_ =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
