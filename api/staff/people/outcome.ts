/** A person after a change. */
export interface UpdatedPerson {
  type: 'UpdatedPerson'
  staffId: string
}
/** Somebody is not known here any more. */
export interface RemovedPerson {
  type: 'RemovedPerson'
  /** As they were called. */
  name: string
}

export const updatedPerson = (staffId: string): UpdatedPerson => ({ type: 'UpdatedPerson', staffId })
