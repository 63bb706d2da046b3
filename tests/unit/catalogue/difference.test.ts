import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changesBetween, merged, withFieldsOf } from '../../../api/catalogue/entry/difference.ts'

const base = {
  title: { de: 'Wohnung anmelden', en: 'Register a flat' },
  documents: [{ title: { de: 'Ausweis' } }],
  notes: { de: ['Kommen Sie pünktlich.', 'Bringen Sie Zeit mit.'] },
  popular: false,
  onlineAlternative: null,
}

describe('changes', () => {
  test('are listed by field, and by language of a text', () => {
    const after = {
      ...base,
      title: { de: 'Wohnung anmelden', en: 'Register your flat' },
      documents: [{ title: { de: 'Ausweis' }, condition: { de: 'Bei Umzug' } }],
      notes: { de: ['Kommen Sie pünktlich.'] },
      popular: true,
      onlineAlternative: { available: true, url: null, text: { de: 'Im Netz' } },
    }
    expect(changesBetween(base, after)).toEqual([
      { path: 'title.en', before: 'Register a flat', after: 'Register your flat' },
      {
        path: 'notes.de',
        before: 'Kommen Sie pünktlich.\nBringen Sie Zeit mit.',
        after: 'Kommen Sie pünktlich.',
      },
      { path: 'popular', before: 'false', after: 'true' },
      { path: 'documents.0.condition.de', before: null, after: 'Bei Umzug' },
      { path: 'onlineAlternative.available', before: null, after: 'true' },
      { path: 'onlineAlternative.text.de', before: null, after: 'Im Netz' },
    ])
  })

  test('are empty for equal contents with another order of keys', () => {
    expect(
      changesBetween(base, { ...base, title: { en: 'Register a flat', de: 'Wohnung anmelden' } }),
    ).toEqual([])
    expect(changesBetween(null, null)).toEqual([])
  })
})

describe('a three-way merge', () => {
  test('takes the changes of both sides in different fields and languages', () => {
    const mine = { ...base, title: { ...base.title, de: 'Anmelden' } }
    const theirs = { ...base, title: { ...base.title, en: 'Sign up' }, popular: true }
    expect(merged(base, mine, theirs)).toEqual({
      content: { ...base, title: { de: 'Anmelden', en: 'Sign up' }, popular: true },
      clashes: [],
    })
  })

  test('reports fields that both sides changed; a list counts as one field', () => {
    const mine = { ...base, title: { ...base.title, de: 'Meins' }, documents: [] }
    const theirs = { ...base, title: { de: 'Ihres' }, documents: [{ title: { de: 'Pass' } }] }
    const { content, clashes } = merged(base, mine, theirs)
    expect(clashes).toEqual(['title.de', 'documents'])
    expect(content).toEqual({ ...mine, title: { de: 'Meins' } })
    expect(withFieldsOf(content, theirs, ['title.de'])).toEqual({ ...content, title: { de: 'Ihres' } })
    expect(withFieldsOf(content, theirs, ['documents'])).toMatchObject({ documents: theirs.documents })
  })

  const content = fc.dictionary(
    fc.constantFrom('title', 'notes', 'popular'),
    fc.oneof(fc.boolean(), fc.dictionary(fc.constantFrom('de', 'en'), fc.string())),
  )
  test('keeps every change that only one side made', () => {
    fc.assert(
      fc.property(content, content, (before, after) => {
        expect(merged(before, after, before)).toEqual({ content: after, clashes: [] })
        expect(merged(before, before, after)).toEqual({ content: after, clashes: [] })
        expect(merged(before, after, after)).toEqual({ content: after, clashes: [] })
      }),
    )
  })
})
