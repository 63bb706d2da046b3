import { PUBLIC_URL } from '$app/env/private'
import type { RequestEvent } from '@sveltejs/kit'

const publicOrigin = PUBLIC_URL ? new URL(PUBLIC_URL).origin : undefined

/**
 * Origin as the citizen's browser sees it. Behind a proxy only PUBLIC_URL knows the scheme, and perhaps the
 * host; opened directly (http://localhost:3000), the request itself says it.
 */
export function outerOrigin(event: RequestEvent): string {
  const host = event.platform?.req?.headers.host ?? event.url.host
  if (publicOrigin && new URL(publicOrigin).host === host) return publicOrigin
  const scheme = event.platform?.req?.socket.encrypted ? 'https' : 'http'
  return `${event.platform?.req ? scheme : event.url.protocol.slice(0, -1)}://${host}`
}

/**
 * Whether a form may be accepted: browsers name the origin of every POST, and only our own pages may send
 * them. (Kit's own check knows one fixed origin, but this server is opened as PUBLIC_URL and as localhost.)
 */
export function isForeignForm(request: Request, origin: string): boolean {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return false
  // Pages without referrer send their forms with `Origin: null`; this header says the same and can't be forged.
  if (request.headers.get('sec-fetch-site') === 'same-origin') return false
  const from = request.headers.get('origin')
  return from !== origin && from !== publicOrigin
}

/** Address for links that leave the browser (QR code, e-mail, search engines). */
export const publicOriginOr = (origin: string): string => publicOrigin ?? origin
