import type { App } from '../../app.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { admit, type SignedIn, turnAway } from '../admit.ts'
import { usePasskey } from './use.ts'

/** Opens a session for the owner of a passkey: it is both factors, since its owner has shown finger, face or PIN. */
export async function signInWithPasskey(
  app: App,
  response: string,
  device: string | null,
  now: Date,
): Promise<SignedIn | Refused> {
  if (app.config.provider?.only) return refused('ONLY_BY_PROVIDER')
  const used = await usePasskey(app, response, now)
  const admitted = 'staffId' in used ? await admit(app, used.staffId, 'passkey', { device }, now) : null
  if (admitted) return admitted
  await turnAway(app, 'staffId' in used ? used.staffId : used.suspect, 'passkey')
  return refused('PASSKEY_REFUSED')
}
