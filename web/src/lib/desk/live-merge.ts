/** An item with an id, whose version rises with every change. */
interface Versioned {
  id: string
  version: number
}

/** The events of a stream, beside the items that the page has loaded. */
export interface LiveState<T extends Versioned> {
  /** The day and department of the stream; the state of another range is ignored. */
  range: string
  /** The items that the page had loaded when the latest event came. */
  loaded: readonly T[]
  /** The stream has sent every item since then: one that is missing in `received` no longer exists. */
  complete: boolean
  /** By id. */
  received: ReadonlyMap<string, T>
}

/** The items that the page has loaded; events may have arrived while the request was under way. */
export interface Loaded<T extends Versioned> {
  range: string
  items: readonly T[]
}

/**
 * The current items by id; of two versions the newer one. An item that only the stream has sent is kept while the
 * stream is connected, because it would report the removal, or until the page is loaded anew.
 */
export function mergeWithLoaded<T extends Versioned>(
  { range, items }: Loaded<T>,
  live: LiveState<T> | undefined,
  connected: boolean,
): Map<string, T> {
  const byId = (all: readonly T[]) => new Map(all.map((item) => [item.id, item]))
  if (live?.range !== range) return byId(items)
  const isSameLoad = live.loaded === items
  const all = byId(isSameLoad && live.complete ? [] : items)
  for (const [id, item] of live.received) {
    const known = all.get(id)
    if (known ? known.version <= item.version : connected || isSameLoad) all.set(id, item)
  }
  return all
}

/**
 * The state after an event.
 * @param isFirst the first event of a connection lists all items
 */
export function applyEvent<T extends Versioned>(
  { range, items }: Loaded<T>,
  before: LiveState<T> | undefined,
  received: Iterable<T>,
  isFirst: boolean,
): LiveState<T> {
  const known = before?.range === range ? before : undefined
  const all = new Map<string, T>(isFirst ? [] : known?.received)
  for (const item of received) {
    const other = known?.received.get(item.id)
    all.set(item.id, other && other.version > item.version ? other : item)
  }
  const complete = isFirst || (known?.complete === true && known.loaded === items)
  return { range, loaded: items, complete, received: all }
}
