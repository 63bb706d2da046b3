import { error, redirect } from '@sveltejs/kit'
import { ask } from '#lib/graphql/client.ts'
import { href } from '#lib/i18n/i18n.ts'
import { StaffFrame_Viewer } from '#lib/staff/frame.graphql.ts'
import { guardsItself, isOutside, mayEnter, pathsFor } from '#lib/staff/rights.ts'
import { doorBackTo } from '#lib/staff/sign-in-redirect.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async (event) => {
  if (isOutside(event.route.id)) return { viewer: null }
  const { viewer } = await ask(event, StaffFrame_Viewer, {})
  if (!viewer && !guardsItself(event.route.id)) redirect(303, href(doorBackTo(event.url)))
  if (viewer && !mayEnter(event.route.id, viewer.roles)) {
    // The office's front page is the clerks'; others begin where they work.
    if (event.route.id === '/personal') redirect(303, href(pathsFor(viewer.roles)[0] ?? '/personal/konto'))
    // What is not for everybody looks as if it were not there.
    error(404, 'not for this role')
  }
  return { viewer }
}
