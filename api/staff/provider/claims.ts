import { authorizationCodeGrant, type Configuration, fetchUserInfo } from 'openid-client'
import { mailboxOf } from '../../inputs/email.ts'
import type { ProviderRoles } from '../../kernel/config.ts'
import type { Role } from '../../kernel/roles.ts'
import type { AuthorizationState } from './oidc-state.ts'

/** A person by the claims of the provider. */
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
 * @param callback the callback address with its query
 * @throws when a check fails
 */
export async function fetchProviderPerson(
  client: Configuration,
  callback: URL,
  state: string,
  { nonce, verifier }: AuthorizationState,
  mapping: ProviderRoles | null,
): Promise<ProviderPerson> {
  const tokens = await authorizationCodeGrant(client, callback, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  })
  const idToken = tokens.claims()!
  // The ID tokens of many providers contain only the subject; further claims are at the userinfo endpoint.
  const userInfo = client.serverMetadata().userinfo_endpoint
    ? await fetchUserInfo(client, tokens.access_token, idToken.sub)
    : {}
  const claims: Record<string, unknown> = { ...userInfo, ...idToken }
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
