/** Anything that is known by its id and whose version rises with every change. */
interface Versioned {
  id: string
  version: number
}

/** What a stream has told beside what the page was loaded with, by id. */
export interface Heard<T extends Versioned> {
  /** What the stream is about; of another one nothing counts. */
  range: string
  /** What the page was loaded with when the stream last told something. */
  loaded: readonly T[]
  /** The stream has told everything since then, so that what it did not name is gone. */
  whole: boolean
  told: ReadonlyMap<string, T>
}

/** What a page was loaded with, by a request that may have been on its way while the stream told something. */
export interface Loaded<T extends Versioned> {
  range: string
  items: readonly T[]
}

/**
 * What is true now, by id: of two versions the newer one. An item that only the stream knows counts as long as the
 * stream would also have told that it is gone, or until the page is loaded anew.
 */
export function merged<T extends Versioned>(
  { range, items }: Loaded<T>,
  heard: Heard<T> | undefined,
  connected: boolean,
): Map<string, T> {
  const byId = (all: readonly T[]) => new Map(all.map((item) => [item.id, item]))
  if (heard?.range !== range) return byId(items)
  const isOfThese = heard.loaded === items
  const all = byId(isOfThese && heard.whole ? [] : items)
  for (const [id, item] of heard.told) {
    const known = all.get(id)
    if (known ? known.version <= item.version : connected || isOfThese) all.set(id, item)
  }
  return all
}

/** After a stream has told some items; with its first words (`anew`) it tells all there are. */
export function heardMore<T extends Versioned>(
  { range, items }: Loaded<T>,
  before: Heard<T> | undefined,
  told: Iterable<T>,
  anew: boolean,
): Heard<T> {
  const known = before?.range === range ? before : undefined
  const all = new Map<string, T>(anew ? [] : known?.told)
  for (const item of told) {
    const other = known?.told.get(item.id)
    all.set(item.id, other && other.version > item.version ? other : item)
  }
  const whole = anew || (known?.whole === true && known.loaded === items)
  return { range, loaded: items, whole, told: all }
}
