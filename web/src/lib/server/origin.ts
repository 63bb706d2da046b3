import { PUBLIC_URL } from '$app/env/private'
import type { RequestEvent } from '@sveltejs/kit'

const publicOrigin = PUBLIC_URL ? new URL(PUBLIC_URL).origin : undefined

/**
 * The origin in the citizen's browser. Behind a proxy, PUBLIC_URL provides the scheme and perhaps the host; opened
 * directly (http://localhost:3000), the request does.
 */
export function outerOrigin(event: RequestEvent): string {
  const host = event.platform?.req?.headers.host ?? event.url.host
  if (publicOrigin && new URL(publicOrigin).host === host) return publicOrigin
  const scheme = event.platform?.req?.socket.encrypted ? 'https' : 'http'
  return `${event.platform?.req ? scheme : event.url.protocol.slice(0, -1)}://${host}`
}

/**
 * Whether a form was sent by another site (CSRF): browsers send the origin of every POST. (SvelteKit's own check allows
 * one fixed origin, but this server is opened as PUBLIC_URL and as localhost.)
 */
export function isForeignForm(request: Request, origin: string): boolean {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return false
  // Pages without referrer send `Origin: null`; scripts cannot forge this header, so it is checked instead.
  if (request.headers.get('sec-fetch-site') === 'same-origin') return false
  const from = request.headers.get('origin')
  return from !== origin && from !== publicOrigin
}

/** Origin for links that are used outside of the browser (QR code, e-mail, search engines). */
export const publicOriginOr = (origin: string): string => publicOrigin ?? origin
