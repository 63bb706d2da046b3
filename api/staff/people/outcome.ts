/** A person after a change. */
export interface UpdatedPerson {
  type: 'UpdatedPerson'
  staffId: string
}
/** Another admin was faster: the caller has seen another version than the one there is now. */
export interface PersonConflict {
  type: 'PersonConflictError'
  staffId: string
}
/** Somebody is not known here any more. */
export interface RemovedPerson {
  type: 'RemovedPerson'
  /** As they were called. */
  name: string
}

export const updatedPerson = (staffId: string): UpdatedPerson => ({ type: 'UpdatedPerson', staffId })
