/** Where the list stands in localStorage. */
export const STORED = 'terminklick-termine'

/** Said to the window when this tab has changed the list; other tabs hear `storage`. */
export const APPOINTMENTS_CHANGED = 'terminklick-termine'

/** Whether this device keeps appointments: small, for the frame of every page. */
export function keepsAny(): boolean {
  try {
    return localStorage.getItem(STORED) !== null
  } catch {
    return false // Storage is blocked.
  }
}
