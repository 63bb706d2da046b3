import { builder } from '../core/builder.ts'
import { InvalidInputError, LimitReachedError } from '../core/errors.ts'
import { resultUnion } from '../core/result-union.ts'
import { guardLink } from '../core/rate-limits.ts'
import { type LinkRequested as LinkRequestedShape, sendManageLink } from '../../booking/link/send.ts'

const LinkRequested = builder.objectRef<LinkRequestedShape>('LinkRequested').implement({
  access: 'anyone',
  description:
    'If there is such a booking, its link is on the way to the address that booked. Whether there is one is not told.',
  fields: (t) => ({
    reference: t.exposeString('reference', {
      description: 'As it was understood: two groups of four digits.',
    }),
  }),
})

const SendManageLinkResult = resultUnion('SendManageLinkResult', [
  LinkRequested,
  InvalidInputError,
  LimitReachedError,
])

const SendManageLinkInput = builder.inputType('SendManageLinkInput', {
  description: 'What somebody still knows of a booking whose link they have lost.',
  fields: (t) => ({
    reference: t.string({ required: true, description: 'Its number; blanks and dashes do not matter.' }),
    email: t.string({
      required: true,
      description: 'The address that it was booked with; case does not matter.',
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
    description:
      'Mails the manage link again, when reference and address belong together. It opens what it opened before.',
    args: { input: t.arg({ type: SendManageLinkInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      (await guardLink(context, input)) ?? sendManageLink(context.app, input, context.now),
  }),
)
