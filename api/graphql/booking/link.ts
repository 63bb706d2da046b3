import { builder } from '../core/builder.ts'
import { InvalidInputError, LimitReachedError } from '../core/errors.ts'
import { resultUnion } from '../core/result-union.ts'
import { guardLink } from '../core/rate-limits.ts'
import { type LinkRequested as LinkRequestedShape, sendManageLink } from '../../booking/link/send.ts'

const LinkRequested = builder.objectRef<LinkRequestedShape>('LinkRequested').implement({
  access: 'anyone',
  description:
    'The request was accepted. If the booking exists, its link is sent to the address that booked; the answer does not reveal whether it exists.',
  fields: (t) => ({
    reference: t.exposeString('reference', {
      description: 'Normalized reference: two groups of four digits.',
    }),
  }),
})

const SendManageLinkResult = resultUnion('SendManageLinkResult', [
  LinkRequested,
  InvalidInputError,
  LimitReachedError,
])

const SendManageLinkInput = builder.inputType('SendManageLinkInput', {
  description: 'Reference and address of a booking whose link was lost.',
  fields: (t) => ({
    reference: t.string({ required: true, description: 'Reference; spaces and dashes are ignored.' }),
    email: t.string({
      required: true,
      description: 'E-mail address of the booking; case is ignored.',
    }),
    locale: t.field({
      type: 'Locale',
      required: true,
      defaultValue: 'de',
      description: 'Language of the mail.',
    }),
  }),
})

builder.mutationField('sendManageLink', (t) =>
  t.field({
    access: 'anyone',
    type: SendManageLinkResult,
    description: 'Mails the manage link again if reference and address match. The link stays the same.',
    args: { input: t.arg({ type: SendManageLinkInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      (await guardLink(context, input)) ?? sendManageLink(context.app, input, context.now),
  }),
)
