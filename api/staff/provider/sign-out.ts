import { buildEndSessionUrl } from 'openid-client'
import type { App } from '../../app.ts'
import { unseal } from '../sealing.ts'
import type { OwnSession } from '../../identity/session.ts'
import { providerClient } from './client.ts'

/**
 * Where the browser goes to end the session at the provider too (RP-Initiated Logout 1.0); null when this one does not
 * come from there, or it offers no such thing.
 */
export async function providerSignOutUrl(
  app: App,
  { id, byProvider, staff }: OwnSession,
  now: Date,
): Promise<string | null> {
  const { provider, publicUrl } = app.config
  if (!provider || !byProvider) return null
  const client = await providerClient(provider, now).catch(() => null)
  if (!client?.serverMetadata().end_session_endpoint) return null
  const session = await app.db.prisma.staffSession.findUnique({ where: { id } })
  const idToken = session?.providerIdToken && unseal(app.secretKey, staff.id, session.providerIdToken)
  return buildEndSessionUrl(client, {
    ...(idToken && { id_token_hint: idToken.toString() }),
    post_logout_redirect_uri: `${publicUrl}/personal/anmelden`,
  }).href
}
