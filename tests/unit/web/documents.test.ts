import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { type DocumentNode, buildSchema, Kind, type OperationDefinitionNode, validate } from 'graphql'
import { describe, expect, test } from 'vitest'
import { isPublicOperation } from '../../../web/src/lib/pwa/worker-contract.ts'

const root = new URL('../../../', import.meta.url)
const schema = buildSchema(readFileSync(new URL('schema.graphql', root), 'utf8'))

interface Found {
  file: string
  name: string
  document: DocumentNode
}

/** All documents of the pages, which are in files *.graphql.ts. */
const documents: Found[] = []
for await (const file of glob('web/src/**/*.graphql.ts', { cwd: root })) {
  const module = (await import(new URL(file, root).href)) as Record<string, unknown>
  for (const [name, value] of Object.entries(module)) {
    if (isDocument(value)) documents.push({ file, name, document: value })
  }
}
const operations = documents.flatMap(({ file, name, document }) =>
  document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [{ file, name, document, operation: definition }] : [],
  ),
)

describe('GraphQL documents of the pages', () => {
  test('the search finds the documents', () => {
    expect(operations.length).toBeGreaterThan(15)
  })

  test.each(operations)('$name is valid against schema.graphql', ({ document }) => {
    expect(validate(schema, document).map(({ message }) => message)).toEqual([])
  })

  test.each(operations)(
    '$name has the same name as its export, so that logs contain the page',
    ({ name, operation }) => {
      expect(operation.name?.value).toBe(name)
    },
  )

  test('operation names are unique, because the service worker and limits use them', () => {
    const names = operations.map(({ name }) => name)
    expect(names).toEqual([...new Set(names)])
  })

  test('operations that the service worker caches need neither token nor session', () => {
    const cached = operations.filter(({ name }) => isPublicOperation(name))
    expect(cached.map(({ name }) => name).sort()).toEqual([
      'Catalogue',
      'Office',
      'ReferralPage',
      'ServicePage',
      'StartPage',
      'TopicPage',
      'TownPage',
    ])
    for (const { operation } of cached) {
      expect(operation.operation).toBe('query')
      expect(
        rootFields(operation).filter((field) => ['booking', 'bookings', 'viewer'].includes(field)),
      ).toEqual([])
    }
  })
})

const rootFields = ({ selectionSet }: OperationDefinitionNode): string[] =>
  selectionSet.selections.flatMap((selection) =>
    selection.kind === Kind.FIELD ? [selection.name.value] : [],
  )

function isDocument(value: unknown): value is DocumentNode {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === Kind.DOCUMENT
}
