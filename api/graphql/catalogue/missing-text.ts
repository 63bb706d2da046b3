import { builder } from '../core/builder.ts'
import { type MissingText as Shape, missingTexts } from '../../catalogue/missing-texts.ts'

const MissingText = builder.objectRef<Shape>('MissingText').implement({
  access: 'proven',
  description:
    'Text of the catalogue that is missing in a language; its readers see the text of another language.',
  fields: (t) => ({
    locale: t.expose('locale', { type: 'Locale', description: 'The language without the text.' }),
    entity: t.exposeString('entity', {
      description: 'office, page, topic, department, location, service or referral',
    }),
    id: t.exposeID('id', { description: 'Of the entry, e.g. personalausweis-beantragen.' }),
    title: t.exposeString('title', { description: 'Title of the entry in the default language.' }),
    field: t.exposeString('field', { description: 'E.g. summary, documents[2].detail; counted from 0.' }),
  }),
})

builder.queryField('missingTexts', (t) =>
  t.field({
    access: 'editor',
    type: [MissingText],
    description:
      'Staff with the role admin or editor: missing texts of all offered languages. Errors: UNAUTHENTICATED, FORBIDDEN.',
    resolve: (_root, _args, { app }) => missingTexts(app.db),
  }),
)
