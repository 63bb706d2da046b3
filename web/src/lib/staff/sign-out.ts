import type { RequestEvent } from '@sveltejs/kit'
import { ask, change } from '#lib/graphql/client.ts'
import { href } from '#lib/i18n/i18n.ts'
import { StaffFrame_SignOut } from './frame.graphql.ts'
import { SignOut_Provider } from './sign-in.graphql.ts'

/** Signs out here, and answers where the browser goes next: to the city's own sign-in, to end it there too, or to our door. */
export async function signOut(event: Pick<RequestEvent, 'fetch'>): Promise<string> {
  const { account } = await ask(event, SignOut_Provider, {})
  await change(event, StaffFrame_SignOut, {})
  return account?.providerSignOutUrl ?? href('/personal/anmelden')
}
