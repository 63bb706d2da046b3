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

test.each(Object.entries(FIELDS))('each field of a %s stands in the form and is stored', (_, fields) => {
  for (const [path, { kind, column, section }] of all(fields)) {
    const isInner = path.includes('.')
    expect([path, section !== undefined]).toEqual([path, !isInner])
    const isElsewhere = kind === 'rows' || kind === 'references' || path.startsWith('onlineAlternative.')
    expect([path, column !== undefined]).toEqual([path, !isElsewhere])
  }
})

describe('a content', () => {
  test('of a new entry has every field', () => {
    expect(Object.keys(emptyContent(serviceFields))).toEqual(Object.keys(serviceFields))
    expect(emptyContent(topicFields)).toEqual({ title: {}, description: {}, serviceIds: [] })
  })

  test('that was stored before a field was added is completed, in rows as well', () => {
    const { popular: _, ...stored }: Record<string, unknown> = {
      ...emptyContent(serviceFields),
      fees: [{ label: { de: 'Gebühr' } }],
    }
    expect(completeContent(serviceFields, stored)).toMatchObject({
      popular: false,
      fees: [{ label: { de: 'Gebühr' }, amountCents: null, condition: null }],
    })
  })

  test('keeps what a draft has typed wrongly', () => {
    const typed = { durationMinutes: 'lang', fees: 'keine', documents: [null] }
    expect(completeContent(serviceFields, typed)).toMatchObject(typed)
  })

  test('has the described fields alone, and ids in their order', () => {
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
])('the path %s leads to a field', (path, kind, rest) => {
  const found = fieldAt(serviceFields, path.split('.'))
  expect([found?.field.kind, found?.rest]).toEqual([kind, rest])
})

test('a path that leads to no field is recognized', () => {
  expect(fieldAt(serviceFields, ['unknown', 'de'])).toBeNull()
})

test('only fields with a docstring are public', () => {
  expect(publicNames(serviceFields)).toContain('walkInPossible')
  expect(publicNames(serviceFields)).not.toContain('departmentId')
})
