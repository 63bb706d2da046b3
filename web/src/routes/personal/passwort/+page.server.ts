import { fail } from '@sveltejs/kit'
import { mutate } from '#lib/graphql/client.ts'
import { locale } from '#lib/i18n/i18n.ts'
import { problemsOf } from '#lib/graphql/field-problems.ts'
import type { Actions } from './$types'
import { ForgottenPage_Request } from '#lib/account/password.graphql.ts'

export const actions: Actions = {
  default: async (event) => {
    const email = String((await event.request.formData()).get('email') ?? '')
    const { requestPasswordLink: outcome } = await mutate(event, ForgottenPage_Request, {
      email,
      locale: locale(),
    })
    if (outcome.__typename === 'PasswordLinkRequested') return { sent: outcome.email }
    return fail(400, { email, problems: problemsOf(outcome, 'email') })
  },
}
