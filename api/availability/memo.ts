/**
 * Caches the results of a pure function by key. At most `limit` results are kept, and the oldest is dropped first: keys
 * (days, zones) may be user input, so the cache is bounded.
 */
export function remembered<Value>(limit: number, answer: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, { value: Value }>()
  return (key) => {
    const found = known.get(key)
    if (found) return found.value
    const value = answer(key)
    for (const oldest of known.keys()) {
      if (known.size < limit) break
      known.delete(oldest)
    }
    known.set(key, { value })
    return value
  }
}
