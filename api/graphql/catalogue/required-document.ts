import { builder } from '../builder.ts'
import { optionalTextOf, textOf } from '../../kernel/text.ts'

/** A document in the language that was asked for. */
export interface RequiredDocumentShape {
  title: string
  detail: string | null
  requiredWhen: string | null
}

export const RequiredDocument = builder.objectRef<RequiredDocumentShape>('RequiredDocument').implement({
  description: 'What to bring to the office, or to have at hand on the telephone.',
  fields: (t) => ({
    title: t.exposeString('title', { description: 'What it is.' }),
    detail: t.exposeString('detail', { nullable: true, description: 'What to mind about it.' }),
    requiredWhen: t.exposeString('requiredWhen', {
      nullable: true,
      description: 'In which case it is needed, as a text for people; null: always.',
    }),
  }),
})

/** Texts by locale, as the tables keep them. */
interface DocumentColumns {
  title: unknown
  detail: unknown
  condition: unknown
}

/** A row in a language. */
export const documentIn = (
  { title, detail, condition }: DocumentColumns,
  locale: string,
): RequiredDocumentShape => ({
  title: textOf(title, locale),
  detail: optionalTextOf(detail, locale),
  requiredWhen: optionalTextOf(condition, locale),
})
