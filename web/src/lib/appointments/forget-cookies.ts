/** Lets the server take back what a booking on its way keeps in cookies that scripts can't read. */
export async function forgetCookies(): Promise<void> {
  try {
    sessionStorage.removeItem(DRAFT)
    await fetch('/termin/vergessen', { method: 'POST' })
  } catch {
    // Without network; they end by themselves two hours after the booking.
  }
}

/** Where details that are being typed stand in sessionStorage. */
export const DRAFT = 'terminklick-entwurf'
