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

/** What a document asks for, with all fragments written out; fields that are named twice count twice. */
export interface Weight {
  /** Of its largest operation. */
  rootFields: number
  /** Fields of the whole document: what parsing and validating it costs. */
  fields: number
  /** How often one selection names the same field: these are compared all with all, and so are the fields below. */
  repeats: number
  /** Values in the answer, when every list has LIST_LENGTH entries: what executing it costs. */
  values: number
}

/** Departments, topics of a service, services of a topic, documents, fees: most lists of the catalogue are shorter. */
const LIST_LENGTH = 10

/** One selection set, fragments and all. */
interface Selection {
  /** How often each name stands in it. */
  names: Map<string, number>
  /** With all that is below. */
  fields: number
  repeats: number
  values: number
}

/** The type that a selection set is made on; unknown in documents that validation will refuse. */
type Parent = GraphQLNamedType | null | undefined

const EMPTY: Selection = { names: new Map(), fields: 0, repeats: 0, values: 0 }

/**
 * Weighs a document that may be malicious. Each fragment is weighed once, however often it is spread, so the effort
 * is bounded by the document's length. Unknown fields and types weigh like scalars, cycles nothing: validation
 * refuses them.
 */
export function weigh(schema: GraphQLSchema, document: DocumentNode): Weight {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node)
  const weighed = new Map<string, Selection>()

  function ofFragment(name: string): Selection {
    const known = weighed.get(name)
    const fragment = fragments.get(name)
    if (known || !fragment) return known ?? EMPTY
    weighed.set(name, EMPTY)
    const selection = ofSet(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value))
    weighed.set(name, selection)
    return selection
  }

  function ofSet(set: SelectionSetNode, parent: Parent): Selection {
    const sum: Selection = { names: new Map(), fields: 0, repeats: 0, values: 0 }
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
      repeats: below.repeats,
      values: times * (1 + below.values),
    }
  }

  const total: Weight = { rootFields: 0, fields: 0, repeats: 0, values: 0 }
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION) continue
    const selection = ofSet(node.selectionSet, schema.getRootType(node.operation))
    const rootFields = [...selection.names.values()].reduce((sum, times) => sum + times, 0)
    total.rootFields = Math.max(total.rootFields, rootFields)
    include(total, selection)
  }
  // Nobody executes a fragment that is not spread, but it is validated all the same.
  for (const name of fragments.keys()) if (!weighed.has(name)) include(total, ofFragment(name))
  return total
}

/** Whether the answer has many of it. What introspection lists is bounded by a rule of graphql-js. */
const isMany = (type: GraphQLOutputType | undefined): boolean =>
  type !== undefined && isListType(getNullableType(type)) && !isIntrospectionType(getNamedType(type))

/** Puts what is selected side by side into one. */
function merge(sum: Selection, part: Selection): void {
  include(sum, part)
  for (const [name, times] of part.names) {
    const together = (sum.names.get(name) ?? 0) + times
    sum.names.set(name, together)
    sum.repeats = Math.max(sum.repeats, together)
  }
}

function include(sum: Omit<Weight, 'rootFields'>, part: Omit<Weight, 'rootFields'>): void {
  sum.fields += part.fields
  sum.repeats = Math.max(sum.repeats, part.repeats)
  sum.values += part.values
}
