/** Reads name, roles and departments from a form. */
export const rightsIn = (form: FormData) => ({
  name: String(form.get('name') ?? ''),
  roles: form.getAll('roles').map(String).filter(isRole),
  departmentIds: form.getAll('departmentIds').map(String),
})

const ROLES = ['CLERK', 'PLANNER', 'EDITOR', 'ADMIN'] as const

const isRole = (text: string): text is (typeof ROLES)[number] => (ROLES as readonly string[]).includes(text)
