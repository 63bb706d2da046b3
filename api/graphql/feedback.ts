import { builder } from './core/builder.ts'
import { InvalidInputError, LimitReachedError } from './core/errors.ts'
import { resultUnion } from './core/result-union.ts'
import { guardFeedback } from './core/rate-limits.ts'
import { type FeedbackSent as FeedbackSentShape, sendFeedback } from '../notification/send-feedback.ts'
import { MAX_FEEDBACK, MAX_NAME } from '../kernel/limits.ts'

const FeedbackSent = builder.objectRef<FeedbackSentShape>('FeedbackSent').implement({
  access: 'anyone',
  description: 'The message was accepted for delivery.',
  fields: (t) => ({
    answerable: t.exposeBoolean('answerable', {
      description: 'Whether an e-mail address for the answer was given.',
    }),
  }),
})

const SendFeedbackResult = resultUnion('SendFeedbackResult', [
  FeedbackSent,
  InvalidInputError,
  LimitReachedError,
])

const SendFeedbackInput = builder.inputType('SendFeedbackInput', {
  description: 'Feedback about the pages, e.g. a barrier.',
  fields: (t) => ({
    text: t.string({
      required: true,
      description: `At most ${MAX_FEEDBACK} characters; line breaks are kept.`,
    }),
    name: t.string({ description: `At most ${MAX_NAME} characters.` }),
    email: t.string({ description: 'E-mail address for the answer.' }),
    locale: t.field({ type: 'Locale', required: true, description: 'Language for the answer.' }),
  }),
})

builder.mutationField('sendFeedback', (t) =>
  t.field({
    access: 'anyone',
    type: SendFeedbackResult,
    description:
      'Reports a barrier or a fault of the pages. Sent by e-mail to the central address of the office; without one, to the administration of this instance.',
    args: { input: t.arg({ type: SendFeedbackInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      (await guardFeedback(context)) ?? sendFeedback(context.app, input, context.now),
  }),
)
