import { error, redirect, type RequestEvent } from '@sveltejs/kit'
import { ask } from '#lib/graphql/client.ts'
import { href } from '#lib/i18n/i18n.ts'
import { doorBackTo } from '#lib/staff/sign-in-redirect.ts'
import { PeoplePage_Viewer } from './people.graphql.ts'

/** Whoever keeps the people; all others are sent to the door, or find nothing here. */
export async function adminOf(event: Pick<RequestEvent, 'fetch' | 'url'>): Promise<{ id: string }> {
  const { viewer } = await ask(event, PeoplePage_Viewer, {})
  if (!viewer) redirect(303, href(doorBackTo(event.url)))
  if (!viewer.roles.includes('admin')) error(404, 'not for this role')
  return { id: viewer.id }
}
