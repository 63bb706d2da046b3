/**
 * Remembers what a pure function answered for a key, so that it is asked once.
 * At most `limit` answers are kept; then the one that was learnt first is forgotten, so that keys which
 * strangers choose (days, zones) cannot fill the memory.
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
