import { redirect } from '@sveltejs/kit'
import { mutate } from '#lib/graphql/client.ts'
import { locale } from '#lib/i18n/i18n.ts'
import { SignInPage_BeginProvider } from '#lib/staff/sign-in.graphql.ts'
import { setReturnUrl } from '#lib/staff/return-url-cookie.ts'
import type { PageServerLoad } from './$types'

/**
 * Redirects to the OpenID provider. Opened by a link instead of a form, because the content security policy restricts
 * the targets of forms, including all redirects of the provider, which are unknown here.
 */
export const load: PageServerLoad = async (event) => {
  const { beginProviderSignIn: outcome } = await mutate(event, SignInPage_BeginProvider, { locale: locale() })
  if (outcome.__typename !== 'WayToProvider') return { message: outcome.message }
  setReturnUrl(event)
  redirect(303, outcome.url, { external: true })
}
