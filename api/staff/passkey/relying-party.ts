import type { App } from '../../app.ts'

/** Who asks for a passkey: it works here and nowhere else. Both follow from PUBLIC_URL. */
export const relyingParty = ({ config }: Pick<App, 'config'>): { id: string; origin: string } => {
  const { hostname, origin } = new URL(config.publicUrl)
  return { id: hostname, origin }
}
