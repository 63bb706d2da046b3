import type pg from 'pg'

/** The relevant part of a node of an execution plan. */
interface PlanNode {
  'Join Type'?: string
  'Parent Relationship'?: string
  Alias?: string
  'Relation Name'?: string
  Output?: string[]
  Plans?: PlanNode[]
}

/**
 * Result columns that can be null because of an outer join, although they are NOT NULL in their table. The description of a
 * statement does not contain this, but its plan shows the nullable side of each join.
 * @returns for each column of the result whether it can be null; undefined: unknown
 */
export async function outerJoined(
  client: pg.Client,
  text: string,
  columns: number,
): Promise<(boolean | undefined)[]> {
  const missing = Array.from({ length: columns }, () => false)
  if (!/\b(LEFT|RIGHT|FULL)\s+(OUTER\s+)?JOIN\b/i.test(text)) return missing
  const { rows } = await client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
    `EXPLAIN (GENERIC_PLAN, VERBOSE, COSTS OFF, FORMAT JSON) ${text}`,
  )
  const plan = rows[0]!['QUERY PLAN'][0]!.Plan
  const tables = new Set(nodesIn(plan).flatMap((node) => (node['Relation Name'] ? [node.Alias!] : [])))
  const optional = new Set(optionalAliases(plan))
  return missing.map((_, index) => {
    const alias = /^"?(\w+)"?\./.exec(plan.Output?.[index] ?? '')?.[1]
    return alias && tables.has(alias) ? optional.has(alias) : undefined
  })
}

const nodesIn = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesIn)]

/** Names of the tables on the nullable sides of outer joins. */
function optionalAliases(node: PlanNode): string[] {
  const { Plans: parts = [], 'Join Type': join } = node
  const isOptional = ({ 'Parent Relationship': side }: PlanNode) =>
    join === 'Full' || (join === 'Left' && side === 'Inner') || (join === 'Right' && side === 'Outer')
  return parts.flatMap((part) =>
    isOptional(part) ? nodesIn(part).flatMap(({ Alias }) => Alias ?? []) : optionalAliases(part),
  )
}
