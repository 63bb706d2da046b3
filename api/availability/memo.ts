/**
 * Caches the results of a pure function by key. Keys (days, zones) may be user input, so the cache is bounded: above
 * `limit` the oldest result is dropped.
 */
export function memoized<Value>(limit: number, compute: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, { value: Value }>()
  return (key) => {
    const found = known.get(key)
    if (found) return found.value
    const value = compute(key)
    for (const oldest of known.keys()) {
      if (known.size < limit) break
      known.delete(oldest)
    }
    known.set(key, { value })
    return value
  }
}
