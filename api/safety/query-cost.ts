import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'

/** Cost of a document with expanded fragments; a field that is selected twice counts twice. */
export interface QueryCost {
  /** Root fields of the largest operation. */
  rootFields: number
  /** Fields of the whole document: cost of parsing and validation. */
  fields: number
  /** Largest number of occurrences of one field in a selection. Validation compares every pair of them, with subfields. */
  duplicateFields: number
  /** Values in the result if every list has LIST_LENGTH entries: cost of execution. */
  values: number
}

/** Assumed length of a list. Most lists of the catalogue are shorter: departments, topics, documents, fees. */
const LIST_LENGTH = 10

/** Cost of one selection set, fragments included. */
interface Selection {
  /** Number of occurrences of each field name. */
  names: Map<string, number>
  /** Fields, with those of all levels below. */
  fields: number
  duplicateFields: number
  values: number
}

/** The type of a selection set; unknown in documents that validation will refuse. */
type Parent = GraphQLNamedType | null | undefined

const EMPTY: Selection = { names: new Map(), fields: 0, duplicateFields: 0, values: 0 }

/**
 * Computes the cost of a document, which may be malicious. Each fragment is computed once for any number of spreads, so the
 * effort is bounded by the document's length. Unknown fields and types count as scalars, cycles as 0: validation refuses
 * both.
 */
export function queryCost(schema: GraphQLSchema, document: DocumentNode): QueryCost {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node)
  const computed = new Map<string, Selection>()

  function ofFragment(name: string): Selection {
    const known = computed.get(name)
    const fragment = fragments.get(name)
    if (known || !fragment) return known ?? EMPTY
    computed.set(name, EMPTY)
    const selection = ofSet(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value))
    computed.set(name, selection)
    return selection
  }

  function ofSet(set: SelectionSetNode, parent: Parent): Selection {
    const sum: Selection = { names: new Map(), fields: 0, duplicateFields: 0, values: 0 }
    for (const node of set.selections) merge(sum, ofNode(node, parent))
    return sum
  }

  function ofNode(node: SelectionNode, parent: Parent): Selection {
    if (node.kind === Kind.FIELD) return ofField(node, parent)
    if (node.kind === Kind.FRAGMENT_SPREAD) return ofFragment(node.name.value)
    const type = node.typeCondition ? schema.getType(node.typeCondition.name.value) : parent
    return ofSet(node.selectionSet, type)
  }

  function ofField(node: FieldNode, parent: Parent): Selection {
    const hasFields = isObjectType(parent) || isInterfaceType(parent)
    const type = hasFields ? parent.getFields()[node.name.value]?.type : undefined
    const below = node.selectionSet ? ofSet(node.selectionSet, type && getNamedType(type)) : EMPTY
    const times = isMany(type) ? LIST_LENGTH : 1
    return {
      names: new Map([[node.alias?.value ?? node.name.value, 1]]),
      fields: 1 + below.fields,
      duplicateFields: below.duplicateFields,
      values: times * (1 + below.values),
    }
  }

  const total: QueryCost = { rootFields: 0, fields: 0, duplicateFields: 0, values: 0 }
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION) continue
    const selection = ofSet(node.selectionSet, schema.getRootType(node.operation))
    const rootFields = [...selection.names.values()].reduce((sum, times) => sum + times, 0)
    total.rootFields = Math.max(total.rootFields, rootFields)
    include(total, selection)
  }
  // A fragment that is not spread is not executed, but it is validated.
  for (const name of fragments.keys()) if (!computed.has(name)) include(total, ofFragment(name))
  return total
}

/** Whether the field is a list. Lists of introspection are bounded by a rule of graphql-js. */
const isMany = (type: GraphQLOutputType | undefined): boolean =>
  type !== undefined && isListType(getNullableType(type)) && !isIntrospectionType(getNamedType(type))

/** Adds a part of a selection set to the sum. */
function merge(sum: Selection, part: Selection): void {
  include(sum, part)
  for (const [name, times] of part.names) {
    const together = (sum.names.get(name) ?? 0) + times
    sum.names.set(name, together)
    sum.duplicateFields = Math.max(sum.duplicateFields, together)
  }
}

function include(sum: Omit<QueryCost, 'rootFields'>, part: Omit<QueryCost, 'rootFields'>): void {
  sum.fields += part.fields
  sum.duplicateFields = Math.max(sum.duplicateFields, part.duplicateFields)
  sum.values += part.values
}
