/** The WebAuthn library. Imported at its first use: many processes never need it, and it takes a tenth of their start. */
export const webauthn = () => import('@simplewebauthn/server')
