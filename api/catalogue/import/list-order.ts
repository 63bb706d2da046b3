/** Ids in their orders; `file` and `now` are of what will be there, `base` is what the files said the last time. */
export interface Orders {
  file: string[]
  base: string[]
  now: string[]
}

/**
 * The order of a list after an import: the editors', with what is new behind what it follows in the file; where the
 * file has moved something since the last time, the file's, with what only editors have behind it.
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
