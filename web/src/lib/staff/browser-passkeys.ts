/** Creates a passkey (WebAuthn registration); its response as JSON, null when it was cancelled or is not possible. */
export async function createPasskey(options: string): Promise<string | null> {
  // Loaded on demand: a few kilobytes that most staff do not need.
  const { startRegistration } = await import('@simplewebauthn/browser')
  return orNull(() => startRegistration({ optionsJSON: JSON.parse(options) }))
}

/** Signs in with a passkey (WebAuthn authentication); returns the response like `createPasskey`. */
export async function usePasskey(options: string): Promise<string | null> {
  const { startAuthentication } = await import('@simplewebauthn/browser')
  return orNull(() => startAuthentication({ optionsJSON: JSON.parse(options) }))
}

/** Whether this browser supports passkeys; only in a secure context (TLS or localhost). */
export const supportsPasskeys = (): boolean => 'PublicKeyCredential' in globalThis

async function orNull(request: () => Promise<unknown>): Promise<string | null> {
  try {
    return JSON.stringify(await request())
  } catch {
    // Cancelled, timed out or no such key: the browser has informed the user, and gives the page no details.
    return null
  }
}
