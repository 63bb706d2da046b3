import { authorizationCodeGrant, type Configuration, fetchUserInfo } from 'openid-client'
import { mailboxOf } from '../../inputs/email.ts'
import type { ProviderRoles, Role } from '../../kernel/config.ts'
import type { AuthorizationState } from './oidc-state.ts'

/** The person as the provider describes them. */
export interface ProviderPerson {
  issuer: string
  subject: string
  /** Lower case; null: none, or not verified. */
  email: string | null
  /** Null: not given. */
  name: string | null
  /** By the claim of OIDC_ROLES; null: not configured. */
  roles: Role[] | null
  idToken: string
}

/**
 * Exchanges the authorization code for tokens and validates state, nonce, PKCE verifier, signature, issuer, audience and
 * time.
 * @param back the callback address with its query
 * @throws when a check fails
 */
export async function fetchProviderPerson(
  client: Configuration,
  back: URL,
  state: string,
  { nonce, verifier }: AuthorizationState,
  mapping: ProviderRoles | null,
): Promise<ProviderPerson> {
  const tokens = await authorizationCodeGrant(client, back, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  })
  const idToken = tokens.claims()!
  // Many providers put only the subject into the ID token; the rest comes from the userinfo endpoint.
  const more = client.serverMetadata().userinfo_endpoint
    ? await fetchUserInfo(client, tokens.access_token, idToken.sub)
    : {}
  const claims: Record<string, unknown> = { ...more, ...idToken }
  const isVerified = claims.email_verified === true || claims.email_verified === 'true'
  return {
    issuer: idToken.iss,
    subject: idToken.sub,
    email: isVerified && typeof claims.email === 'string' ? mailboxOf(claims.email) : null,
    name: typeof claims.name === 'string' ? claims.name : null,
    roles: mapping && rolesIn(claims[mapping.claim], mapping),
    idToken: tokens.id_token!,
  }
}

/** Roles for the values of a claim, each once. */
export function rolesIn(claim: unknown, { byValue }: ProviderRoles): Role[] {
  const values = (Array.isArray(claim) ? claim : [claim]).map(String)
  return [...new Set(values.flatMap((value) => byValue.get(value) ?? []))]
}
