import { createHash } from 'node:crypto'
import { seal, unseal } from '../sealing.ts'

/** Data of a sign-in between the redirect to the provider and its callback; stored encrypted. */
export interface AuthorizationState {
  /** OpenID Connect Core 1.0, 3.1.2.1: binds the ID token to this request. */
  nonce: string
  /** PKCE code verifier, RFC 7636. */
  verifier: string
  /** Hash of the state cookie: only the browser that began the sign-in may complete it. */
  browser: string
}

export const hashOfBrowser = (secret: string): string =>
  createHash('sha256').update(secret).digest('base64url')

export const sealState = (secretKey: Uint8Array, state: string, value: AuthorizationState): Uint8Array =>
  seal(secretKey, `provider ${state}`, Buffer.from(JSON.stringify(value)))

export function unsealState(
  secretKey: Uint8Array,
  state: string,
  sealed: Uint8Array | null,
): AuthorizationState | null {
  const text = sealed && unseal(secretKey, `provider ${state}`, sealed)
  return text && (JSON.parse(text.toString()) as AuthorizationState)
}
