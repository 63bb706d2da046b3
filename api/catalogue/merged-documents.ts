import type { DocumentIn } from './required-document.ts'

/** One paper, with all that its services say about it. */
interface Paper<Document> {
  /** The first that asks for it. */
  first: Document
  title: string
  details: string[]
  /** Null among them: always needed. */
  conditions: (string | null)[]
}

/**
 * What to bring for several services, each paper once and in the order of the first that asks for it. Entries
 * with the same title are one paper when they agree on the case or on the detail: it then has all details, is
 * needed always when one service always needs it, and otherwise in any of the cases. Where both differ, two
 * papers have the same name (the insurance of a dog, of a street festival), and both stay. Whatever else an entry
 * carries is that of the first.
 */
export function mergedDocuments<Document extends DocumentIn>(documents: Iterable<Document>): Document[] {
  const papers: Paper<Document>[] = []
  for (const document of documents) {
    const { title, detail, requiredWhen } = document
    const known = papers.find(
      (paper) =>
        paper.title === title &&
        (paper.conditions.includes(requiredWhen) ||
          (detail === null ? paper.details.length === 0 : paper.details.includes(detail))),
    )
    const paper = known ?? { first: document, title, details: [], conditions: [] }
    if (!known) papers.push(paper)
    if (detail !== null && !paper.details.includes(detail)) paper.details.push(detail)
    if (!paper.conditions.includes(requiredWhen)) paper.conditions.push(requiredWhen)
  }
  return papers.map(({ first, title, details, conditions }) => ({
    ...first,
    title,
    detail: details.join(' ') || null,
    requiredWhen: conditions.includes(null) ? null : conditions.join('; '),
  }))
}
