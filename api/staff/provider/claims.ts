import { authorizationCodeGrant, type Configuration, fetchUserInfo } from 'openid-client'
import type { ProviderRoles, Role } from '../../kernel/config.ts'
import type { Way } from './way.ts'

/** Who the provider says that somebody is. */
export interface ProviderPerson {
  issuer: string
  subject: string
  /** Lower case; null: none, or not confirmed to be theirs. */
  email: string | null
  /** Null: it tells none. */
  name: string | null
  /** By the claim that the configuration names; null: it names none. */
  roles: Role[] | null
  idToken: string
}

/**
 * Fetches what a code stands for, and checks all of it: state, nonce, verifier, signature, issuer, audience, time.
 * @param back the address that somebody came back to
 * @throws when anything does not fit
 */
export async function personBehind(
  client: Configuration,
  back: URL,
  state: string,
  { nonce, verifier }: Way,
  mapping: ProviderRoles | null,
): Promise<ProviderPerson> {
  const tokens = await authorizationCodeGrant(client, back, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  })
  const idToken = tokens.claims()!
  // Many providers put no more than the subject into the token.
  const more = client.serverMetadata().userinfo_endpoint
    ? await fetchUserInfo(client, tokens.access_token, idToken.sub)
    : {}
  const claims: Record<string, unknown> = { ...more, ...idToken }
  const isTheirs = claims.email_verified === true || claims.email_verified === 'true'
  return {
    issuer: idToken.iss,
    subject: idToken.sub,
    email: isTheirs && typeof claims.email === 'string' ? claims.email.trim().toLowerCase() : null,
    name: typeof claims.name === 'string' ? claims.name : null,
    roles: mapping && rolesIn(claims[mapping.claim], mapping),
    idToken: tokens.id_token!,
  }
}

/** The roles that the values of a claim stand for, each once. */
export function rolesIn(claim: unknown, { byValue }: ProviderRoles): Role[] {
  const values = (Array.isArray(claim) ? claim : [claim]).map(String)
  return [...new Set(values.flatMap((value) => byValue.get(value) ?? []))]
}
