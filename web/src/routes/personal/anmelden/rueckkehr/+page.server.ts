import { redirect } from '@sveltejs/kit'
import { mutate } from '#lib/graphql/client.ts'
import { pathIn } from '#lib/i18n/i18n.ts'
import { SignInPage_FinishProvider } from '#lib/staff/sign-in.graphql.ts'
import { returnUrlOf } from '#lib/staff/return-url-cookie.ts'
import type { PageServerLoad } from './$types'

/** The redirect URI of the OpenID provider. The URL contains a one-time code, which is exchanged here. */
export const load: PageServerLoad = async (event) => {
  const { language, page } = returnUrlOf(event)
  const { finishProviderSignIn: outcome } = await mutate(event, SignInPage_FinishProvider, {
    query: event.url.search.slice(1),
    locale: language,
  })
  if (outcome.__typename === 'StaffSession') redirect(303, pathIn(language, page))
  return { message: outcome.message }
}
