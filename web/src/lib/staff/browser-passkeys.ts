/** What the browser makes of a ceremony, as JSON; null when its owner has broken it off, or the device cannot. */
export async function makePasskey(options: string): Promise<string | null> {
  // Of staff who press the button alone: a few kilobytes.
  const { startRegistration } = await import('@simplewebauthn/browser')
  return orBrokenOff(() => startRegistration({ optionsJSON: JSON.parse(options) }))
}

/** The same for a passkey that there is already. */
export async function usePasskey(options: string): Promise<string | null> {
  const { startAuthentication } = await import('@simplewebauthn/browser')
  return orBrokenOff(() => startAuthentication({ optionsJSON: JSON.parse(options) }))
}

/** Whether this browser knows passkeys at all; only over TLS, or on this very machine. */
export const knowsPasskeys = (): boolean => 'PublicKeyCredential' in globalThis

async function orBrokenOff(ceremony: () => Promise<unknown>): Promise<string | null> {
  try {
    return JSON.stringify(await ceremony())
  } catch {
    // Closed, too late, no such key: the browser has said so itself, and tells us no more than that.
    return null
  }
}
