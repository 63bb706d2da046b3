/** Where the list stands in localStorage. */
export const STORED = 'terminklick-termine'

/** Event of the window: this tab has changed the list. Other tabs get `storage`. */
export const APPOINTMENTS_CHANGED = 'terminklick-termine'

/** Whether this device keeps appointments: small, for the frame of every page. */
export function keepsAny(): boolean {
  try {
    return localStorage.getItem(STORED) !== null
  } catch {
    return false // Storage is blocked.
  }
}
