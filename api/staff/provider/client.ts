import { allowInsecureRequests, type Configuration, discovery } from 'openid-client'
import type { ProviderConfig } from '../../kernel/config.ts'

/** Its keys are looked after by the library; whatever else is in the document changes once in years. */
const FRESH_MS = 3_600_000
const PATIENCE_SECONDS = 10

const known = new WeakMap<ProviderConfig, { at: number; client: Promise<Configuration> }>()

/** How to talk to the city's provider, by its discovery document (OpenID Connect Discovery 1.0). */
export function providerClient(provider: ProviderConfig, now: Date): Promise<Configuration> {
  const at = now.getTime()
  const found = known.get(provider)
  if (found && at - found.at < FRESH_MS) return found.client
  const { issuer, clientId, clientSecret } = provider
  const isHere = new URL(issuer).protocol === 'http:'
  const client = discovery(new URL(issuer), clientId, clientSecret, undefined, {
    timeout: PATIENCE_SECONDS,
    // Only of a provider on this machine, see env.ts.
    ...(isHere && { execute: [allowInsecureRequests] }),
  })
  known.set(provider, { at, client })
  // Whoever asks next tries again.
  client.catch(() => known.delete(provider))
  return client
}

/** Where the provider sends people back to. */
export const callbackUrl = (publicUrl: string): string => `${publicUrl}/personal/anmelden/rueckkehr`
