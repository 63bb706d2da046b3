import { error } from '@sveltejs/kit'

/** Requires the role editor or admin; other roles get the same answer as for a missing page. @throws 404 */
export async function requireEditor(event: {
  parent(): Promise<{ viewer: { roles: string[] } | null }>
}): Promise<void> {
  const { viewer } = await event.parent()
  if (!viewer?.roles.some((role) => role === 'admin' || role === 'editor')) error(404, 'not for this role')
}
