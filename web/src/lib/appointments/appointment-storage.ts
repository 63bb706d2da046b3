/** Key of the list in localStorage. */
export const STORAGE_KEY = 'terminklick-termine'

/** Event of the window after a change in this tab. Other tabs get the event `storage`. */
export const APPOINTMENTS_CHANGED = 'terminklick-termine'

/** Whether this device keeps appointments. A module of its own, because every page loads it. */
export function hasKeptAppointments(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== null
  } catch {
    return false // Storage is blocked.
  }
}
