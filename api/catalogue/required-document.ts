import { optionalTextOf, textOf } from '../kernel/text.ts'

/** A required document in one language. */
export interface DocumentIn {
  title: string
  detail: string | null
  requiredWhen: string | null
}

/** The columns of a stored document: texts by locale. */
interface DocumentColumns {
  title: unknown
  detail: unknown
  condition: unknown
}

/** A stored document in one language. */
export const documentIn = ({ title, detail, condition }: DocumentColumns, locale: string): DocumentIn => ({
  title: textOf(title, locale),
  detail: optionalTextOf(detail, locale),
  requiredWhen: optionalTextOf(condition, locale),
})
