import { type Role, roleKeys } from './person-labels.ts'

/** Reads name, roles and departments from a form. */
export const rightsIn = (form: FormData) => ({
  name: String(form.get('name') ?? ''),
  roles: form.getAll('roles').map(String).filter(isRole),
  departmentIds: form.getAll('departmentIds').map(String),
})

const isRole = (text: string): text is Role => (roleKeys as string[]).includes(text)
