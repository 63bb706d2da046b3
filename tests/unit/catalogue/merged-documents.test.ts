import { describe, expect, it } from 'vitest'
import { mergedDocuments } from '../../../api/catalogue/merged-documents.ts'

const requiredDocument = (
  title: string,
  detail: string | null = null,
  requiredWhen: string | null = null,
) => ({
  title,
  detail,
  requiredWhen,
})

describe('mergedDocuments', () => {
  it('keeps the order of the first occurrences', () => {
    const merged = mergedDocuments([
      requiredDocument('Pass'),
      requiredDocument('Foto'),
      requiredDocument('Pass'),
      requiredDocument('Vollmacht'),
    ])
    expect(merged.map(({ title }) => title)).toEqual(['Pass', 'Foto', 'Vollmacht'])
  })

  it('requires a document always if one service always requires it', () => {
    expect(
      mergedDocuments([
        requiredDocument('Urkunde', 'Original.', 'Nach Verlust'),
        requiredDocument('Urkunde', 'Original.'),
      ]),
    ).toEqual([requiredDocument('Urkunde', 'Original.')])
  })

  it('lists each condition and each detail once', () => {
    expect(
      mergedDocuments([
        requiredDocument('Urkunde', 'Original.', 'Nach Verlust'),
        requiredDocument('Urkunde', 'Original.', 'Beim ersten Ausweis'),
        requiredDocument('Urkunde', 'Mit Übersetzung.', 'Nach Verlust'),
      ]),
    ).toEqual([
      requiredDocument('Urkunde', 'Original. Mit Übersetzung.', 'Nach Verlust; Beim ersten Ausweis'),
    ])
  })

  it('does not merge documents that have only the title in common', () => {
    const dog = requiredDocument('Versicherung', 'Für den Hund.')
    const festival = requiredDocument('Versicherung', 'Für das Fest.', 'Auf öffentlichen Flächen')
    expect(mergedDocuments([dog, festival])).toEqual([dog, festival])
  })
})
