import { error } from '@sveltejs/kit'

/** Lets editors and admins in; other roles get the same answer as for a missing page. */
export async function requireEditor(event: {
  parent(): Promise<{ viewer: { roles: string[] } | null }>
}): Promise<void> {
  const { viewer } = await event.parent()
  if (!viewer?.roles.some((role) => role === 'admin' || role === 'editor')) error(404, 'not for this role')
}
