import type { App } from '../../app/app.ts'

/** As long as a pending challenge is valid. */
const VALID_SECONDS = 300

/** `__Host-` binds the cookie to this host over TLS. Browsers refuse the prefix over http, so localhost gets a plain name. */
const nameFor = (app: App): string =>
  app.config.publicUrl.startsWith('https:') ? '__Host-oidc-state' : 'oidc-state'

/** The Set-Cookie header that binds a sign-in to this browser; null removes it. Lax, because the provider redirects back. */
export function stateCookie(app: App, browser: string | null): string {
  const secure = app.config.publicUrl.startsWith('https:') ? '; Secure' : ''
  return `${nameFor(app)}=${browser ?? ''}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${browser ? VALID_SECONDS : 0}${secure}`
}

/** The secret in the state cookie; null without one. */
export function browserIn(app: App, cookieHeader: string | null): string | null {
  const found = new RegExp(`(?:^|;\\s*)${nameFor(app)}=([A-Za-z0-9_-]{43})(?:;|$)`).exec(cookieHeader ?? '')
  return found?.[1] ?? null
}
