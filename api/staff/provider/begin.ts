import { randomBytes } from 'node:crypto'
import {
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import type { App } from '../../app.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { beginCeremony } from '../ceremony.ts'
import { callbackUrl, providerClient } from './client.ts'
import { hashOfBrowser, sealWay } from './way.ts'

/** The way to the city's own sign-in. */
export interface WayToProvider {
  type: 'WayToProvider'
  url: string
  /** For a cookie of the browser that sets out. */
  browser: string
}

/** Sends somebody to the provider: authorization code with PKCE, state and nonce. */
export async function beginProviderSignIn(app: App, now: Date): Promise<WayToProvider | Refused> {
  const { provider, publicUrl } = app.config
  if (!provider) return refused('NO_PROVIDER')
  const client = await providerClient(provider, now).catch((error: Error) => {
    // Names the failure, nothing that was sent.
    app.log.warn({ name: error.name, code: (error as { code?: string }).code }, 'provider: no discovery')
    return null
  })
  if (!client) return refused('PROVIDER_UNREACHABLE')
  const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()]
  const browser = randomBytes(32).toString('base64url')
  const way = sealWay(app.secretKey, state, { nonce, verifier, browser: hashOfBrowser(browser) })
  await beginCeremony(app.db.pool, { kind: 'PROVIDER', key: state, secret: way }, now)
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
