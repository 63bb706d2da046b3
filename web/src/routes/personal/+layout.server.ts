import { error, redirect } from '@sveltejs/kit'
import { query } from '#lib/graphql/client.ts'
import { href } from '#lib/i18n/i18n.ts'
import { StaffFrame_Viewer } from '#lib/staff/frame.graphql.ts'
import { checksAccessItself, needsNoSession, mayEnter, pathsFor } from '#lib/staff/rights.ts'
import { signInUrl } from '#lib/staff/sign-in-redirect.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async (event) => {
  if (needsNoSession(event.route.id)) return { viewer: null }
  const { viewer } = await query(event, StaffFrame_Viewer, {})
  if (!viewer && !checksAccessItself(event.route.id)) redirect(303, href(signInUrl(event.url)))
  if (viewer && !mayEnter(event.route.id, viewer.roles)) {
    // The day is for clerks; other roles start with their first page.
    if (event.route.id === '/personal') redirect(303, href(pathsFor(viewer.roles)[0] ?? '/personal/konto'))
    // Other roles get the same answer as for a missing page.
    error(404, 'not for this role')
  }
  return { viewer }
}
