import type { ListedEntry } from './editor.graphql.ts'

/** Filter of the list of entries. */
export interface EntryFilter {
  /** Part of the title or the id, case-insensitive. */
  text: string
  /** A state, or `MISSING` for entries with missing texts; any other value matches all. */
  state: string
}

type Searched = Pick<ListedEntry, 'id' | 'title' | 'state' | 'missing'>

export function filterEntries<Entry extends Searched>(
  entries: readonly Entry[],
  { text, state }: EntryFilter,
): Entry[] {
  const states = new Set<string>(entries.map((entry) => entry.state))
  const plain = text.toLowerCase()
  return entries.filter(
    (entry) =>
      (state === 'MISSING'
        ? entry.missing.some(({ count }) => count > 0)
        : !states.has(state) || entry.state === state) &&
      (entry.title.toLowerCase().includes(plain) || entry.id.includes(plain)),
  )
}
