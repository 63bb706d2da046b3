/** The account was changed. */
export interface UpdatedPerson {
  type: 'UpdatedPerson'
  staffId: string
}
/** Another admin changed the account: the caller's version is out of date. */
export interface PersonConflict {
  type: 'PersonConflictError'
  staffId: string
}
/** The account was deleted. */
export interface RemovedPerson {
  type: 'RemovedPerson'
  /** Name of the deleted account. */
  name: string
}

export const updatedPerson = (staffId: string): UpdatedPerson => ({ type: 'UpdatedPerson', staffId })
