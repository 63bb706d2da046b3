/** The ids of a list in three orders. */
export interface Orders {
  /** In the file, without ids that the import drops. */
  file: string[]
  /** In the file at the last import. */
  base: string[]
  /** In the database, without ids that the import drops. */
  now: string[]
}

/**
 * The order of a list after an import. If the file has not moved entries since the last import, the order of the database
 * is kept, and a new entry follows its predecessor of the file. Otherwise the order of the file is used, and entries that
 * are only in the database come last.
 */
export function inListOrder({ file, base, now }: Orders): string[] {
  const known = new Set(base)
  const inFile = new Set(file)
  const before = base.filter((id) => inFile.has(id))
  const moved = file.filter((id) => known.has(id)).some((id, place) => id !== before[place])
  if (moved) return [...file, ...now.filter((id) => !inFile.has(id))]
  const order = [...now]
  file.forEach((id, place) => {
    if (!order.includes(id)) order.splice(order.indexOf(file[place - 1] ?? '') + 1, 0, id)
  })
  return order
}
