import { fail, redirect } from '@sveltejs/kit'
import { query, mutate } from '#lib/graphql/client.ts'
import { href, locale } from '#lib/i18n/i18n.ts'
import { SignInPage_Account, SignInPage_SignIn } from '#lib/staff/sign-in.graphql.ts'
import { requestedPage, redirectTarget } from '#lib/staff/sign-in-redirect.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { account, signInWays } = await query(event, SignInPage_Account, {})
  if (account) redirect(303, href(account.mustEnrol ? '/personal/konto' : redirectTarget(event.url)))
  return {
    ways: signInWays,
    leadsBack: requestedPage(event.url) !== null,
    redirectTarget: href(redirectTarget(event.url)),
  }
}

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData()
    const text = (name: string) => String(form.get(name) ?? '')
    const email = text('email').trim()
    // The response sets the session cookie; hooks.server.ts passes it on to the browser.
    const { signIn } = await mutate(event, SignInPage_SignIn, {
      email,
      password: text('password'),
      otp: text('otp').trim() || null,
      locale: locale(),
    })
    if (signIn.__typename !== 'StaffSession') return fail(401, { email, message: signIn.message })
    redirect(303, href(redirectTarget(event.url)))
  },
}
