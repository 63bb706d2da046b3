import type { App } from '../../app.ts'

/** As long as a ceremony lasts. */
const LASTS_SECONDS = 300

/** `__Host-` binds the cookie to this host over TLS; browsers refuse it elsewhere, so a laptop gets a plain name. */
const nameFor = (app: App): string => (app.config.publicUrl.startsWith('https:') ? '__Host-way' : 'way')

/** The Set-Cookie header of a browser that sets out for the provider; null removes it. Lax: it comes back by a link. */
export function wayCookie(app: App, browser: string | null): string {
  const secure = app.config.publicUrl.startsWith('https:') ? '; Secure' : ''
  return `${nameFor(app)}=${browser ?? ''}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${browser ? LASTS_SECONDS : 0}${secure}`
}

/** What the cookie holds; null: there is none. */
export function browserIn(app: App, cookieHeader: string | null): string | null {
  const found = new RegExp(`(?:^|;\\s*)${nameFor(app)}=([A-Za-z0-9_-]{43})(?:;|$)`).exec(cookieHeader ?? '')
  return found?.[1] ?? null
}
