import type { RequestEvent } from '@sveltejs/kit'
import { query, mutate } from '#lib/graphql/client.ts'
import { href } from '#lib/i18n/i18n.ts'
import { StaffFrame_SignOut } from './frame.graphql.ts'
import { SignOut_Provider } from './sign-in.graphql.ts'

/** Ends the session. Returns where to redirect: the provider's sign-out page, or the sign-in page. */
export async function signOut(event: Pick<RequestEvent, 'fetch'>): Promise<string> {
  const { account } = await query(event, SignOut_Provider, {})
  await mutate(event, StaffFrame_SignOut, {})
  return account?.providerSignOutUrl ?? href('/personal/anmelden')
}
