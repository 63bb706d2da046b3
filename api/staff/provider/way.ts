import { createHash } from 'node:crypto'
import { seal, unseal } from '../sealing.ts'

/** What we must still know when somebody comes back from the provider. */
export interface Way {
  /** OpenID Connect Core 1.0, 3.1.2.1: ties the answer to this question. */
  nonce: string
  /** RFC 7636: proves that who fetches the tokens has begun this. */
  verifier: string
  /** Hash of the cookie of the browser that set out: nobody ends a way that another browser began. */
  browser: string
}

export const hashOfBrowser = (secret: string): string =>
  createHash('sha256').update(secret).digest('base64url')

export const sealWay = (secretKey: Uint8Array, state: string, way: Way): Uint8Array =>
  seal(secretKey, `provider ${state}`, Buffer.from(JSON.stringify(way)))

export function unsealWay(secretKey: Uint8Array, state: string, sealed: Uint8Array | null): Way | null {
  const text = sealed && unseal(secretKey, `provider ${state}`, sealed)
  return text && (JSON.parse(text.toString()) as Way)
}
