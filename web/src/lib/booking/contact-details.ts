/** What people type about themselves, as they typed it. */
export interface Details {
  name: string
  email: string
  phone: string
  remark: string
  consent: boolean
}

export type DetailField = keyof Details
export type Problems = Partial<Record<DetailField, string>>

/** In the order of the form. */
export const detailFields: readonly DetailField[] = ['name', 'email', 'phone', 'remark', 'consent']

/** For an error summary: each problem with the field that it is about. */
export const problemList = (problems: Problems): { target: DetailField; message: string }[] =>
  detailFields.flatMap((field) => (problems[field] ? [{ target: field, message: problems[field] }] : []))
