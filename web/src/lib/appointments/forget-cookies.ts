/** Deletes the data of an unfinished booking: the draft here, and the HttpOnly cookies by a request to the server. */
export async function forgetCookies(): Promise<void> {
  try {
    sessionStorage.removeItem(DRAFT_KEY)
    await fetch('/termin/vergessen', { method: 'POST' })
  } catch {
    // No network: the cookies expire two hours after the booking.
  }
}

/** Key of the unsent contact details in sessionStorage. */
export const DRAFT_KEY = 'terminklick-entwurf'
