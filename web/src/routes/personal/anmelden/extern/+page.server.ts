import { redirect } from '@sveltejs/kit'
import { mutate } from '#lib/graphql/client.ts'
import { locale } from '#lib/i18n/i18n.ts'
import { SignInPage_BeginProvider } from '#lib/staff/sign-in.graphql.ts'
import { setReturnUrl } from '#lib/staff/return-url-cookie.ts'
import type { PageServerLoad } from './$types'

/**
 * The way out to the city's own sign-in. A link, no form: where a form may lead is fixed by the content security policy,
 * along the whole chain of redirections of a provider that is not known here.
 */
export const load: PageServerLoad = async (event) => {
  const { beginProviderSignIn: outcome } = await mutate(event, SignInPage_BeginProvider, { locale: locale() })
  if (outcome.__typename !== 'WayToProvider') return { message: outcome.message }
  setReturnUrl(event)
  redirect(303, outcome.url, { external: true })
}
