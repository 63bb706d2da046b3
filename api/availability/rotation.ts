/**
 * Rotates a list by a seed. The same seed always gives the same order; different seeds are evenly distributed, so
 * concurrent callers rarely try the same of several equally good desks first.
 */
export function rotated<Item>(items: readonly Item[], seed: string): Item[] {
  if (items.length < 2) return [...items]
  const begin = hash(seed) % items.length
  return [...items.slice(begin), ...items.slice(0, begin)]
}

/**
 * FNV-1a over UTF-16 units, then the finalizer of MurmurHash3, because the low bits of FNV-1a are similar for similar
 * seeds.
 */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
