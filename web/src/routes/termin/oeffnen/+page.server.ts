import { fail } from '@sveltejs/kit'
import { check, problemsOf } from '@terminklick/api/inputs/field-problems'
import { linkRequest } from '@terminklick/api/inputs/reference'
import { mutate } from '#lib/graphql/client.ts'
import { fieldMessage } from '#lib/i18n/field-message.ts'
import { locale } from '#lib/i18n/i18n.ts'
import type { Actions } from './$types'
import { OpenPage_SendLink } from './link.graphql.ts'

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData()
    const typed = { reference: String(form.get('reference') ?? ''), email: String(form.get('email') ?? '') }
    const input = { ...typed, locale: locale() }
    const problems = problemsOf(check(linkRequest, input))
    if (problems.length > 0)
      return fail(400, {
        typed,
        problems: problems.map((problem) => ({ target: problem.field, message: fieldMessage(problem) })),
      })
    const { sendManageLink: outcome } = await mutate(event, OpenPage_SendLink, { input, locale: locale() })
    switch (outcome.__typename) {
      case 'LinkRequested':
        return { sent: outcome.reference }
      case 'InvalidInputError':
        return fail(400, {
          typed,
          problems: outcome.fields.map(({ field, message }) => ({ target: field, message })),
        })
      case 'LimitReachedError':
        return fail(429, { typed, limit: { message: outcome.message, retryAt: outcome.retryAt } })
    }
  },
}
