/**
 * The same list, begun at a place that the seed chooses: the same seed always begins at the same place,
 * different seeds spread evenly. Racers that try equally good desks in turn so rarely meet at the first one.
 */
export function rotated<Item>(items: readonly Item[], seed: string): Item[] {
  if (items.length < 2) return [...items]
  const begin = hash(seed) % items.length
  return [...items.slice(begin), ...items.slice(0, begin)]
}

/** FNV-1a over UTF-16 units, then MurmurHash3's finish: without it the low bits of similar seeds are alike. */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
