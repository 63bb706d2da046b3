import DataLoader from 'dataloader'
import type { Context } from './context.ts'

/**
 * Combines calls of resolvers: all keys that an operation asks for at the same moment are loaded together, e.g. the
 * calendar objects of all bookings of a day by one statement.
 * @param load returns the values in the order of the keys
 */
export function batched<Key, Value>(
  load: (keys: readonly Key[], context: Context) => Promise<readonly Value[]>,
): (context: Context, key: Key) => Promise<Value> {
  const loaders = new WeakMap<Context, DataLoader<Key, Value>>()
  return (context, key) => {
    let loader = loaders.get(context)
    if (!loader) {
      // Not cached: a subscription keeps its context while the values change.
      loader = new DataLoader((keys: readonly Key[]) => load(keys, context), { cache: false })
      loaders.set(context, loader)
    }
    return loader.load(key)
  }
}
