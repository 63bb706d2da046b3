import { describe, expect, it } from 'vitest'
import { mergedDocuments } from '../../../api/catalogue/merged-documents.ts'

const paper = (title: string, detail: string | null = null, requiredWhen: string | null = null) => ({
  title,
  detail,
  requiredWhen,
})

describe('the documents of several services', () => {
  it('keeps the order in which they are first asked for', () => {
    const merged = mergedDocuments([paper('Pass'), paper('Foto'), paper('Pass'), paper('Vollmacht')])
    expect(merged.map(({ title }) => title)).toEqual(['Pass', 'Foto', 'Vollmacht'])
  })

  it('needs always what one service always needs', () => {
    expect(
      mergedDocuments([paper('Urkunde', 'Original.', 'Nach Verlust'), paper('Urkunde', 'Original.')]),
    ).toEqual([paper('Urkunde', 'Original.')])
  })

  it('names every case and every detail once', () => {
    expect(
      mergedDocuments([
        paper('Urkunde', 'Original.', 'Nach Verlust'),
        paper('Urkunde', 'Original.', 'Beim ersten Ausweis'),
        paper('Urkunde', 'Mit Übersetzung.', 'Nach Verlust'),
      ]),
    ).toEqual([paper('Urkunde', 'Original. Mit Übersetzung.', 'Nach Verlust; Beim ersten Ausweis')])
  })

  it('keeps two papers that only share a name', () => {
    const dog = paper('Versicherung', 'Für den Hund.')
    const festival = paper('Versicherung', 'Für das Fest.', 'Auf öffentlichen Flächen')
    expect(mergedDocuments([dog, festival])).toEqual([dog, festival])
  })
})
