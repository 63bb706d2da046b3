import { builder } from './core/builder.ts'
import { InvalidInputError, LimitReachedError } from './core/errors.ts'
import { resultUnion } from './core/result-union.ts'
import { guardFeedback } from './core/rate-limits.ts'
import { type FeedbackSent as FeedbackSentShape, sendFeedback } from '../feedback/send-feedback.ts'

const FeedbackSent = builder.objectRef<FeedbackSentShape>('FeedbackSent').implement({
  access: 'anyone',
  description: 'The message is on its way to the office.',
  fields: (t) => ({
    answerable: t.exposeBoolean('answerable', {
      description: 'Whether an e-mail address was given to which the office can answer.',
    }),
  }),
})

const SendFeedbackResult = resultUnion('SendFeedbackResult', [
  FeedbackSent,
  InvalidInputError,
  LimitReachedError,
])

const SendFeedbackInput = builder.inputType('SendFeedbackInput', {
  description: 'What somebody tells the office about these pages.',
  fields: (t) => ({
    text: t.string({ required: true, description: 'At most 2000 characters; line breaks are kept.' }),
    name: t.string({ description: 'At most 200 characters.' }),
    email: t.string({ description: 'For the answer.' }),
    locale: t.field({ type: 'Locale', required: true, description: 'Language for the answer.' }),
  }),
})

builder.mutationField('sendFeedback', (t) =>
  t.field({
    access: 'anyone',
    type: SendFeedbackResult,
    description:
      'Tells the office of a barrier or a fault in these pages. Goes by e-mail to the central address of the office; where it has none, to the administration of this instance.',
    args: { input: t.arg({ type: SendFeedbackInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      (await guardFeedback(context)) ?? sendFeedback(context.app, input, context.now),
  }),
)
