import type { DocumentIn } from './required-document.ts'

/** A document, with the details and conditions of all services that require it. */
interface Merged<Document> {
  /** The first of the merged entries. */
  first: Document
  title: string
  details: string[]
  /** Contains null: always required. */
  conditions: (string | null)[]
}

/**
 * Merges the required documents of several services, in their order. Two entries with the same title are one document if
 * their conditions or their details are equal. It has the details of both; it is always required if one service always
 * requires it, otherwise in each of the cases. If conditions and details both differ, they are different documents with
 * the same name (the insurance of a dog, of a street festival) and both stay. Other properties are those of the first.
 */
export function mergedDocuments<Document extends DocumentIn>(documents: Iterable<Document>): Document[] {
  const merged: Merged<Document>[] = []
  for (const document of documents) {
    const { title, detail, requiredWhen } = document
    const known = merged.find(
      (other) =>
        other.title === title &&
        (other.conditions.includes(requiredWhen) ||
          (detail === null ? other.details.length === 0 : other.details.includes(detail))),
    )
    const target = known ?? { first: document, title, details: [], conditions: [] }
    if (!known) merged.push(target)
    if (detail !== null && !target.details.includes(detail)) target.details.push(detail)
    if (!target.conditions.includes(requiredWhen)) target.conditions.push(requiredWhen)
  }
  return merged.map(({ first, title, details, conditions }) => ({
    ...first,
    title,
    detail: details.join(' ') || null,
    requiredWhen: conditions.includes(null) ? null : conditions.join('; '),
  }))
}
