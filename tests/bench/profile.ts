/** A CPU profile in the format of V8's inspector. */
export interface Profile {
  nodes: ProfileNode[]
  samples?: number[]
  /** Microseconds before each sample. */
  timeDeltas?: number[]
}

interface ProfileNode {
  id: number
  callFrame: { functionName: string; url: string; lineNumber: number }
  children?: number[]
}

export interface Consumer {
  name: string
  /** Share of the busy time of the process, 0 to 1. */
  share: number
}

/** Consumers of processor time, the largest first. Both lists divide the same time. */
export interface Consumers {
  /** By package, module of Node, or file of the product that was running. */
  packages: Consumer[]
  /** By function of the product, synchronous callees included; by package if no function of the product is on the stack. */
  callers: Consumer[]
}

export function consumers({ nodes, samples = [], timeDeltas = [] }: Profile): Consumers {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parents = new Map(
    nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node] as const)),
  )
  const packages = new Map<string, number>()
  const callers = new Map<string, number>()
  let busy = 0
  for (const [index, id] of samples.entries()) {
    const node = byId.get(id)!
    if (node.callFrame.functionName === '(idle)') continue
    const micros = timeDeltas[index] ?? 0
    busy += micros
    add(packages, placeOf(node), micros)
    add(callers, callerOf(node), micros)
  }

  function callerOf(leaf: ProfileNode): string {
    for (let node: ProfileNode | undefined = leaf; node; node = parents.get(node.id))
      if (isOurs(node)) return `${node.callFrame.functionName || '(anonymous)'}  ${placeOf(node)}`
    for (let node: ProfileNode | undefined = leaf; node; node = parents.get(node.id))
      if (node.callFrame.url.includes('/node_modules/')) return placeOf(node)
    return placeOf(leaf)
  }
  return { packages: ranked(packages, busy), callers: ranked(callers, busy) }
}

const isOurs = ({ callFrame: { url } }: ProfileNode): boolean =>
  url.startsWith('file:') && !url.includes('/node_modules/') && !url.includes('/tests/')

/** The package, module of Node or file of the project; for V8's own work its name, e.g. (garbage collector). */
function placeOf({ callFrame: { url, functionName } }: ProfileNode): string {
  const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? []
  return (name ?? url.replace(/^file:.*\/(api|web)\//, '$1/')) || functionName
}

const add = (times: Map<string, number>, name: string, micros: number) =>
  times.set(name, (times.get(name) ?? 0) + micros)

const ranked = (times: Map<string, number>, busy: number): Consumer[] =>
  [...times].map(([name, micros]) => ({ name, share: micros / busy })).sort((a, b) => b.share - a.share)
