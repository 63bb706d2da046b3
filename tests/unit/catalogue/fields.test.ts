import { describe, expect, test } from 'vitest'
import {
  completeContent,
  contentOf,
  emptyContent,
  type Field,
  fieldAt,
  type Fields,
  FIELDS,
  publicNames,
  serviceFields,
  topicFields,
} from '../../../api/catalogue/fields/index.ts'

const all = (fields: Fields): [path: string, field: Field][] =>
  Object.entries(fields).flatMap(([name, field]): [string, Field][] => [
    [name, field],
    ...('fields' in field
      ? all(field.fields).map(([inner, each]): [string, Field] => [`${name}.${inner}`, each])
      : []),
  ])

test.each(Object.entries(FIELDS))(
  'each field of a %s has a section of the form and a column',
  (_, fields) => {
    for (const [path, { kind, column, section }] of all(fields)) {
      const isInner = path.includes('.')
      expect([path, section !== undefined]).toEqual([path, !isInner])
      const hasNoColumn = kind === 'rows' || kind === 'references' || path.startsWith('onlineAlternative.')
      expect([path, column !== undefined]).toEqual([path, !hasNoColumn])
    }
  },
)

describe('a content', () => {
  test('of a new entry has all fields', () => {
    expect(Object.keys(emptyContent(serviceFields))).toEqual(Object.keys(serviceFields))
    expect(emptyContent(topicFields)).toEqual({ title: {}, description: {}, serviceIds: [] })
  })

  test('that was stored before a field was added gets its empty value, also in rows', () => {
    const { popular: _, ...stored }: Record<string, unknown> = {
      ...emptyContent(serviceFields),
      fees: [{ label: { de: 'Gebühr' } }],
    }
    expect(completeContent(serviceFields, stored)).toMatchObject({
      popular: false,
      fees: [{ label: { de: 'Gebühr' }, amountCents: null, condition: null }],
    })
  })

  test('of a draft keeps invalid values', () => {
    const typed = { durationMinutes: 'lang', fees: 'keine', documents: [null] }
    expect(completeContent(serviceFields, typed)).toMatchObject(typed)
  })

  test('has only described fields, and sorted ids', () => {
    const topic = { id: 't', title: { de: 'T' }, description: {}, serviceIds: ['b', 'a'] }
    expect(contentOf(topicFields, topic)).toEqual({
      title: { de: 'T' },
      description: {},
      serviceIds: ['a', 'b'],
    })
  })
})

test.each([
  ['title', 'text', []],
  ['title.en', 'text', ['en']],
  ['documents', 'rows', []],
  ['documents.0.detail.de', 'text', ['de']],
  ['fees.2.amountCents', 'cents', []],
  ['onlineAlternative.url', 'link', []],
  ['topicIds.1', 'references', ['1']],
])('fieldAt finds the field of %s', (path, kind, rest) => {
  const found = fieldAt(serviceFields, path.split('.'))
  expect([found?.field.kind, found?.rest]).toEqual([kind, rest])
})

test('fieldAt returns null for an unknown path', () => {
  expect(fieldAt(serviceFields, ['unknown', 'de'])).toBeNull()
})

test('publicNames contains only fields with a public description', () => {
  expect(publicNames(serviceFields)).toContain('walkInPossible')
  expect(publicNames(serviceFields)).not.toContain('departmentId')
})
