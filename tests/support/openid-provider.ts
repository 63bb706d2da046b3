import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { afterAll } from 'vitest'

/** An account of the provider, with its claims. */
export interface ProviderAccount {
  sub: string
  email?: string
  email_verified?: boolean
  name?: string
  groups?: string[]
}

export interface OpenIdProvider {
  issuer: string
  /** The account that signs in. */
  account: ProviderAccount
  /** Follows the provider's redirects from an authorization URL; returns the redirect URI with its parameters. */
  visit(url: string): Promise<URL>
}

export const CLIENT = { clientId: 'terminklick', clientSecret: 'only for tests, and long enough' }

/**
 * Starts an OpenID provider on this machine, which signs `account` in without a form.
 * @param redirectUri a promise, if the product must know the provider before its own URL is known
 */
export async function openIdProvider(redirectUri: string | Promise<string>): Promise<OpenIdProvider> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const city: { account: ProviderAccount } = { account: { sub: 'nobody' } }
  const known = Promise.resolve(redirectUri).then((uri) => newProvider(issuer, uri, city))
  server.on('request', async (request, response) => {
    const provider = await known
    if (!request.url!.startsWith('/signing-in/')) return provider.callback()(request, response)
    await provider.interactionFinished(request, response, { login: { accountId: city.account.sub } })
  })
  afterAll(async () => {
    server.closeAllConnections()
    server.close()
  })
  return Object.assign(city, { issuer, visit: (url: string) => browse(url, issuer) })
}

async function newProvider(
  issuer: string,
  redirectUri: string,
  city: { account: ProviderAccount },
): Promise<Provider> {
  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [redirectUri],
        post_logout_redirect_uris: [new URL('/personal/anmelden', redirectUri).href],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub', 'groups'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ ...city.account, sub }) }),
    // Consent is always given.
    async loadExistingGrant({ oidc }) {
      const grant = new provider.Grant({ clientId: CLIENT.clientId, accountId: oidc.session!.accountId })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
    interactions: { url: (_context, { uid }) => `/signing-in/${uid}` },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    cookies: { keys: ['only for tests'] },
    jwks: { keys: [await signingKey()] },
    pkce: { required: () => true },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
  })
  return provider
}

async function signingKey() {
  const { privateKey } = (await crypto.subtle.generateKey(
    {
      name: 'RSASSA-PKCS1-v1_5',
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
      hash: 'SHA-256',
    },
    true,
    ['sign', 'verify'],
  )) as CryptoKeyPair
  const { key_ops: _ops, ext: _ext, ...key } = await crypto.subtle.exportKey('jwk', privateKey)
  return { ...key, kid: 'test', use: 'sig', alg: 'RS256' }
}

/** Follows redirects with cookies, like a browser, until one leaves the provider. */
async function browse(start: string, issuer: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let url = new URL(start)
  for (let steps = 0; url.origin === issuer; steps++) {
    if (steps > 10) throw new Error(`going round in circles at ${url.pathname}`)
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const header of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(header)!
      cookies.set(name!, value!)
    }
    const location = response.headers.get('location')
    if (!location) throw new Error(`${response.status} at ${url.pathname}: ${await response.text()}`)
    url = new URL(location, url)
  }
  return url
}
