/** The roles of staff. The permissions of several roles add up. See docs/recipes/add-a-role.md. */
export const ROLES = ['clerk', 'planner', 'editor', 'admin'] as const
export type Role = (typeof ROLES)[number]
