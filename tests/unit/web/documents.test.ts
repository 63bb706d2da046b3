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

/** Every document of the pages: they stand in files *.graphql.ts, beside what uses them. */
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

describe('the documents of the pages', () => {
  test('are found', () => {
    expect(operations.length).toBeGreaterThan(15)
  })

  test.each(operations)('$name is valid against schema.graphql', ({ document }) => {
    expect(validate(schema, document).map(({ message }) => message)).toEqual([])
  })

  test.each(operations)(
    '$name is called like its export, so that logs name the page',
    ({ name, operation }) => {
      expect(operation.name?.value).toBe(name)
    },
  )

  test('names are unique: the service worker and limits go by them', () => {
    const names = operations.map(({ name }) => name)
    expect(names).toEqual([...new Set(names)])
  })

  test('what the service worker keeps asks for nothing that needs a token or a session', () => {
    const kept = operations.filter(({ name }) => isPublicOperation(name))
    expect(kept.map(({ name }) => name).sort()).toEqual([
      'Catalogue',
      'Office',
      'ReferralPage',
      'ServicePage',
      'StartPage',
      'TopicPage',
      'TownPage',
    ])
    for (const { operation } of kept) {
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
