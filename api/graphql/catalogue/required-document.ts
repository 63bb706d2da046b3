import type { DocumentIn } from '../../catalogue/required-document.ts'
import { builder } from '../core/builder.ts'

export const RequiredDocument = builder.objectRef<DocumentIn>('RequiredDocument').implement({
  access: 'anyone',
  description: 'A document to bring to the office, or to have at hand on the telephone.',
  fields: (t) => ({
    title: t.exposeString('title', { description: 'Name of the document.' }),
    detail: t.exposeString('detail', { nullable: true, description: 'Details, e.g. required form or age.' }),
    requiredWhen: t.exposeString('requiredWhen', {
      nullable: true,
      description: 'Case in which it is needed, as a text for people; null: always.',
    }),
  }),
})
