/**
 * Requests persistent storage, which the browser does not clear when space is short. Firefox asks the user, so call this
 * only after an action that shows the wish to keep an appointment here; see `requestPersistenceWithoutPrompt`.
 */
export async function requestPersistence(): Promise<void> {
  try {
    if (!(await navigator.storage.persisted())) await navigator.storage.persist()
  } catch {
    // An old browser or an insecure origin; the link in the mail still works.
  }
}

/** The same only where the browser decides without asking: Chromium and Safari, whose `navigator.vendor` is not empty. */
export async function requestPersistenceWithoutPrompt(): Promise<void> {
  if (navigator.vendor !== '') await requestPersistence()
}
