import { optionalTextOf, textOf } from '../kernel/text.ts'

/** A document to bring, in one language. */
export interface DocumentIn {
  title: string
  detail: string | null
  requiredWhen: string | null
}

/** Texts by locale, as the table stores them. */
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
