import { fail } from '@sveltejs/kit'
import { mutate } from '#lib/graphql/client.ts'
import { locale, m } from '#lib/i18n/i18n.ts'
import type { Actions } from './$types'
import { OpenPage_SendLink } from './link.graphql.ts'

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData()
    const typed = { reference: String(form.get('reference') ?? ''), email: String(form.get('email') ?? '') }
    const missing = [
      ...(typed.reference.trim() ? [] : [{ target: 'reference', message: m.open_reference_missing() }]),
      ...(typed.email.trim() ? [] : [{ target: 'email', message: m.error_email_missing() }]),
    ]
    if (missing.length > 0) return fail(400, { typed, problems: missing })
    const { sendManageLink: outcome } = await mutate(event, OpenPage_SendLink, {
      input: { ...typed, locale: locale() },
      locale: locale(),
    })
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
