import { error, redirect, type RequestEvent } from '@sveltejs/kit'
import { query } from '#lib/graphql/client.ts'
import { href } from '#lib/i18n/i18n.ts'
import { signInUrl } from '#lib/staff/sign-in-redirect.ts'
import { PeoplePage_Viewer } from './people.graphql.ts'

/** The signed-in admin. @throws a redirect to the sign-in page, or 404 for other roles */
export async function requireAdmin(event: Pick<RequestEvent, 'fetch' | 'url'>): Promise<{ id: string }> {
  const { viewer } = await query(event, PeoplePage_Viewer, {})
  if (!viewer) redirect(303, href(signInUrl(event.url)))
  if (!viewer.roles.includes('admin')) error(404, 'not for this role')
  return { id: viewer.id }
}
