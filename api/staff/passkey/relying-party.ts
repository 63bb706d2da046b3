import type { App } from '../../app/app.ts'

/** WebAuthn relying party, derived from PUBLIC_URL: passkeys are only valid for this host. */
export const relyingParty = ({ config }: Pick<App, 'config'>): { id: string; origin: string } => {
  const { hostname, origin } = new URL(config.publicUrl)
  return { id: hostname, origin }
}
