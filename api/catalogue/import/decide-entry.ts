import type { Content } from '../entry/content.ts'
import { isSame, merged } from '../entry/difference.ts'

/** The three versions of an entry that an import compares. */
export interface Sides {
  /** Content in the file; undefined: not in the file. */
  file: Content | undefined
  /** Content in the file at the last import; undefined: it was not there. */
  base: Content | undefined
  /** The last published version; undefined: never published. */
  now: { content: Content; offered: boolean; retiredByEditor: boolean } | undefined
}

export interface Decided {
  /** The content to publish; null: the entry is not offered. */
  content: Content | null
  /** Fields that files and editors have changed differently. */
  clashes: { field: string; reason: string }[]
}

/** Decides the content of an entry in an import, by a three-way merge. */
export function decideEntry({ file, base, now }: Sides, replace: boolean): Decided {
  const shown = now?.offered ? now.content : null
  if (replace) return withoutClash(file ?? null)
  if (file === undefined) {
    // Never in the files: created by editors. Removed from the files: retired, unless editors have changed it.
    if (!shown || !base) return withoutClash(shown)
    if (isSame(shown, base)) return withoutClash(null)
    return {
      content: shown,
      clashes: [{ field: '', reason: 'is gone from the files, but editors have changed it' }],
    }
  }
  if (!shown) return withoutClash(now?.retiredByEditor ? null : file)
  if (isSame(shown, file)) return withoutClash(file)
  if (!base)
    return {
      content: shown,
      clashes: [{ field: '', reason: 'is new in the files, but editors have made it, too' }],
    }
  const { content, clashes } = merged(base, shown, file)
  const reason = 'has changed in the files, and editors have changed it otherwise'
  return { content, clashes: clashes.map((field) => ({ field, reason })) }
}

const withoutClash = (content: Content | null): Decided => ({ content, clashes: [] })
