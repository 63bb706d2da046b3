import { AsyncLocalStorage } from 'node:async_hooks'
import { building } from '$app/env'
import { OIDC_ISSUER } from '$app/env/private'
import type { RequestEvent } from '@sveltejs/kit'
import type { Client } from '@urql/core'
import type { Handle, HandleFetch, HandleServerError } from '@sveltejs/kit/hooks'
import { newClient, provideClients } from '#lib/graphql/client.ts'
import { languageOf, localeOfPath, pathIn, type Locale } from '#lib/i18n/locale.ts'
import { ensureOffice } from '#lib/office/load-office.ts'
import { baseLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js'
import { headLinksOf } from '#lib/server/head-links.ts'
import { themeOf, withTheme } from '#lib/server/theme.ts'
import { isForeignForm, outerOrigin, publicOriginOr } from '#lib/server/origin.ts'

/** The language and the GraphQL client of the present request. */
const requestScope = new AsyncLocalStorage<{ locale: Locale; client: Client }>()
overwriteGetLocale(() => requestScope.getStore()?.locale ?? baseLocale)
provideClients(() => requestScope.getStore()?.client)

export const handle: Handle = ({ event, resolve }) => {
  const locale = localeOfPath(event.url.pathname)
  event.locals.locale = locale
  event.locals.origin = outerOrigin(event)
  if (isForeignForm(event.request, event.locals.origin)) {
    return new Response('Cross-site form submissions are forbidden', { status: 403 })
  }
  return requestScope.run({ locale, client: newClient() }, async () => {
    if (!building) await ensureOffice(event, locale)
    const theme = building ? '' : await themeOf(event)
    const response = await resolve(event, {
      transformPageChunk: ({ html }) =>
        withTheme(html, theme)
          .replace('%lang%', languageOf(locale).lang)
          .replace('%dir%', languageOf(locale).dir)
          .replace('%manifest%', pathIn(locale, '/manifest.webmanifest'))
          .replaceAll('%origin%', () => publicOriginOr(event.locals.origin))
          .replace('%alternates%', () => (building || isPrivate(event.route.id) ? '' : headLinksOf(event))),
      // urql reads the content type of responses that are inlined into the page.
      filterSerializedResponseHeaders: (name) => name === 'content-type',
      preload: ({ type, path }) => type !== 'font' || /fira-sans-latin-(400|600)\./.test(path),
    })
    if (isPrivate(event.route.id)) preventCaching(response.headers, event.route.id)
    if (event.route.id?.startsWith('/personal')) allowProviderSignOut(response.headers)
    return response
  })
}

/** Pages with personal data, which neither caches nor search engines may store. */
const isPrivate = (route: string | null): boolean =>
  /^\/(termin\/(buchen|\[token)|personal)/.test(route ?? '')

function preventCaching(headers: Headers, route: string | null): void {
  headers.set('cache-control', 'no-store')
  headers.set('x-robots-tag', 'noindex, nofollow')
  // The URL contains a secret token, so it must not be sent as `Referer`.
  if (/^\/(termin|personal\/passwort)\/\[token/.test(route ?? ''))
    headers.set('referrer-policy', 'no-referrer')
}

/** Extends `form-action` by the OpenID provider, to which the sign-out form redirects. */
function allowProviderSignOut(headers: Headers): void {
  const policy = headers.get('content-security-policy')
  if (policy && OIDC_ISSUER)
    headers.set(
      'content-security-policy',
      policy.replace("form-action 'self'", `form-action 'self' ${new URL(OIDC_ISSUER).origin}`),
    )
}

/**
 * Handles the pages' GraphQL requests inside this process, without a socket. In development, where the API is another
 * process, they are HTTP requests.
 */
export const handleFetch: HandleFetch = async ({ event, request, fetch }) => {
  const url = new URL(request.url)
  if (url.origin !== event.url.origin || url.pathname !== '/graphql') return fetch(request)

  const headers = new Headers(request.headers)
  for (const name of ['cookie', 'accept-language', 'user-agent']) {
    const value = event.request.headers.get(name)
    if (value) headers.set(name, value)
  }
  headers.set('x-forwarded-for', event.getClientAddress())

  const response = await answer(event, request, headers)
  // Passes the API's cookies on to the browser, e.g. the session cookie after signing in.
  for (const header of response.headers.getSetCookie()) {
    const { name, value, ...options } = event.cookies.parse(header)
    event.cookies.set(name, value ?? '', { path: '/', ...options, encode: (text) => text })
  }
  return response
}

const apiUrl = process.env.API_URL ?? 'http://localhost:3000'

function answer(event: RequestEvent, request: Request, headers: Headers): Promise<Response> {
  const inProcess = event.platform?.req?.graphql
  if (inProcess) {
    headers.set('origin', event.locals.origin)
    return inProcess(new Request(request, { headers }))
  }
  // Server to server: without a browser there is no origin to check.
  headers.delete('origin')
  const { pathname, search } = new URL(request.url)
  return globalThis.fetch(new Request(new URL(pathname + search, apiUrl), new Request(request, { headers })))
}

/** Logs unexpected errors with the route only, because URLs and forms may contain tokens and names. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind === 'app' || kind === 'framework') return
  console.error(
    `page ${event.route.id ?? '(no route)'}:`,
    error instanceof Error ? error.stack : String(error),
  )
  return { retry: true }
}
