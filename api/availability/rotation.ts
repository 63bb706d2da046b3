/**
 * Rotates a list by a seed: the same seed always gives the same order, different seeds are spread evenly. Concurrent
 * callers so rarely try the same one of equally good desks first.
 */
export function rotated<Item>(items: readonly Item[], seed: string): Item[] {
  if (items.length < 2) return [...items]
  const begin = hash(seed) % items.length
  return [...items.slice(begin), ...items.slice(0, begin)]
}

/**
 * FNV-1a over UTF-16 units, then the finalizer of MurmurHash3, because the low bits of similar seeds would be alike.
 */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
