import { fail } from '@sveltejs/kit'
import { mutate } from '#lib/graphql/client.ts'
import { locale } from '#lib/i18n/i18n.ts'
import type { Actions } from './$types'
import { AccessibilityPage_SendFeedback } from './feedback.graphql.ts'

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData()
    const text = (name: string) => String(form.get(name) ?? '')
    const typed = { text: text('text'), name: text('name'), email: text('email') }
    const { sendFeedback } = await mutate(event, AccessibilityPage_SendFeedback, {
      input: { ...typed, locale: locale() },
      locale: locale(),
    })
    switch (sendFeedback.__typename) {
      case 'FeedbackSent':
        return { sent: { answerable: sendFeedback.answerable } }
      case 'InvalidInputError':
        return fail(400, {
          typed,
          problems: sendFeedback.fields.map(({ field, message }) => ({ target: field, message })),
        })
      case 'LimitReachedError':
        return fail(429, { typed, limit: sendFeedback.message })
    }
  },
}
