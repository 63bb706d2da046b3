/**
 * Asks the browser not to clear what it keeps for us when space is short. Firefox asks the person, so this belongs after
 * something that they did to keep their appointment here; see `requestPersistenceSilently`.
 */
export async function requestPersistence(): Promise<void> {
  try {
    if (!(await navigator.storage.persisted())) await navigator.storage.persist()
  } catch {
    // An old browser, or no secure address: the link in the mail is what counts.
  }
}

/** The same after a booking, where the browser decides by itself: Chromium and Safari, which name a vendor. */
export async function requestPersistenceSilently(): Promise<void> {
  if (navigator.vendor !== '') await requestPersistence()
}
