import { fail, redirect } from '@sveltejs/kit'
import { query, mutate } from '#lib/graphql/client.ts'
import { href, locale } from '#lib/i18n/i18n.ts'
import { problemsOf } from '#lib/graphql/field-problems.ts'
import { PasswordPage_Choose, PasswordPage_Link } from '#lib/account/password.graphql.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { staffLink, signInWays } = await query(event, PasswordPage_Link, { token: event.params.token })
  // Passwords are turned off: staff sign in at the provider.
  if (!signInWays.here) redirect(303, href('/personal/anmelden'))
  return { link: staffLink }
}

export const actions: Actions = {
  default: async (event) => {
    const password = String((await event.request.formData()).get('password') ?? '')
    const { choosePassword: outcome } = await mutate(event, PasswordPage_Choose, {
      token: event.params.token,
      password,
      locale: locale(),
    })
    if (outcome.__typename === 'PasswordChosen') return { chosen: true }
    return fail(400, { problems: problemsOf(outcome, 'password') })
  },
}
