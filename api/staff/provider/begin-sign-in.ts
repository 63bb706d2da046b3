import { randomBytes } from 'node:crypto'
import {
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import type { App } from '../../app/app.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { storeChallenge } from '../pending-challenge.ts'
import { callbackUrl, providerClient } from './client.ts'
import { hashOfBrowser, sealState } from './oidc-state.ts'

/** Authorization request: the address at which the browser signs in at the provider. */
export interface WayToProvider {
  type: 'WayToProvider'
  url: string
  /** Secret for the state cookie of this browser. */
  browser: string
}

/** Starts a sign-in at the provider: authorization code flow with PKCE, state and nonce. */
export async function beginProviderSignIn(app: App, now: Date): Promise<WayToProvider | Refused> {
  const { provider, publicUrl } = app.config
  if (!provider) return refused('NO_PROVIDER')
  const client = await providerClient(provider, now).catch((error: Error) => {
    // Only the kind of failure is logged, no request data.
    app.log.warn({ name: error.name, code: (error as { code?: string }).code }, 'provider: no discovery')
    return null
  })
  if (!client) return refused('PROVIDER_UNREACHABLE')
  const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()]
  const browser = randomBytes(32).toString('base64url')
  const sealed = sealState(app.secretKey, state, { nonce, verifier, browser: hashOfBrowser(browser) })
  await storeChallenge(app.db.pool, { kind: 'PROVIDER', key: state, secret: sealed }, now)
  const url = buildAuthorizationUrl(client, {
    redirect_uri: callbackUrl(publicUrl),
    scope: 'openid email profile',
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  return { type: 'WayToProvider', url: url.href, browser }
}
