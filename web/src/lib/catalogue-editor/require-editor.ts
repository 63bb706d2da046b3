import { error } from '@sveltejs/kit'

/** Lets editors and admins in; what is not for everybody looks as if it were not there. */
export async function editorsOnly(event: {
  parent(): Promise<{ viewer: { roles: string[] } | null }>
}): Promise<void> {
  const { viewer } = await event.parent()
  if (!viewer?.roles.some((role) => role === 'admin' || role === 'editor')) error(404, 'not for this role')
}
