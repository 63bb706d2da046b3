import type { RequiredDocumentShape } from './types/required-document.ts'

/** One paper, with all that its services say about it. */
interface Paper {
  title: string
  details: string[]
  /** Null among them: always needed. */
  conditions: (string | null)[]
}

/**
 * What to bring for several services, each paper once and in the order of the first that asks for it. Entries
 * with the same title are one paper when they agree on the case or on the detail: it then has all details, is
 * needed always when one service always needs it, and otherwise in any of the cases. Where both differ, two
 * papers have the same name (the insurance of a dog, of a street festival), and both stay.
 */
export function mergedDocuments(documents: Iterable<RequiredDocumentShape>): RequiredDocumentShape[] {
  const papers: Paper[] = []
  for (const { title, detail, requiredWhen } of documents) {
    const known = papers.find(
      (paper) =>
        paper.title === title &&
        (paper.conditions.includes(requiredWhen) ||
          (detail === null ? paper.details.length === 0 : paper.details.includes(detail))),
    )
    const paper = known ?? { title, details: [], conditions: [] }
    if (!known) papers.push(paper)
    if (detail !== null && !paper.details.includes(detail)) paper.details.push(detail)
    if (!paper.conditions.includes(requiredWhen)) paper.conditions.push(requiredWhen)
  }
  return papers.map(({ title, details, conditions }) => ({
    title,
    detail: details.join(' ') || null,
    requiredWhen: conditions.includes(null) ? null : conditions.join('; '),
  }))
}
