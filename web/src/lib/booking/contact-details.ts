/** The contact details as typed. */
export interface Details {
  name: string
  email: string
  phone: string
  remark: string
  consent: boolean
}

export type DetailField = keyof Details
export type Problems = Partial<Record<DetailField, string>>

/** The fields in the order of the form. */
export const detailFields: readonly DetailField[] = ['name', 'email', 'phone', 'remark', 'consent']

/** For an error summary: each message with its field. */
export const problemList = (problems: Problems): { target: DetailField; message: string }[] =>
  detailFields.flatMap((field) => (problems[field] ? [{ target: field, message: problems[field] }] : []))
