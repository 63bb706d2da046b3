import { fail, redirect } from '@sveltejs/kit'
import { ask, change } from '#lib/graphql/client.ts'
import { href, locale } from '#lib/i18n/i18n.ts'
import { SignInPage_Account, SignInPage_SignIn } from '#lib/staff/sign-in.graphql.ts'
import { namedBy, wayOn } from '#lib/staff/sign-in-redirect.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { account, signInWays } = await ask(event, SignInPage_Account, {})
  if (account) redirect(303, href(account.mustEnrol ? '/personal/konto' : wayOn(event.url)))
  return { ways: signInWays, leadsBack: namedBy(event.url) !== null, wayOn: href(wayOn(event.url)) }
}

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData()
    const text = (name: string) => String(form.get(name) ?? '')
    const email = text('email').trim()
    // The session's cookie comes with the answer; hooks.server.ts hands it on.
    const { signIn } = await change(event, SignInPage_SignIn, {
      email,
      password: text('password'),
      otp: text('otp').trim() || null,
      locale: locale(),
    })
    if (signIn.__typename !== 'StaffSession') return fail(401, { email, message: signIn.message })
    redirect(303, href(wayOn(event.url)))
  },
}
