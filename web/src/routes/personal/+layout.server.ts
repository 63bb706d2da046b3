import { redirect } from '@sveltejs/kit'
import { ask } from '#lib/graphql/client.ts'
import { href } from '#lib/i18n/index.ts'
import { StaffFrame_Viewer } from './frame.graphql.ts'
import { guardsItself, isOutside } from './places.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async (event) => {
  if (isOutside(event.route.id)) return { viewer: null }
  const { viewer } = await ask(event, StaffFrame_Viewer, {})
  if (!viewer && !guardsItself(event.route.id)) redirect(303, href('/personal/anmelden'))
  return { viewer }
}
