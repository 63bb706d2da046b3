import { getOperationAST } from 'graphql'
import type { SafetyPlugin } from './plugin.ts'
import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention'
import { refusal } from './refusal.ts'

/**
 * Headers that a page of another origin can't send without asking first, and we never allow it: one of them stands in
 * for the content type that GET has not. Apollo's clients send the second by themselves.
 */
const CSRF_HEADERS = ['x-graphql-yoga-csrf', 'apollo-require-preflight']

// The plugin is typed for Yoga's own context; it looks at the request's headers alone.
export const useCsrfHeader = () => useCSRFPrevention({ requestHeaders: CSRF_HEADERS }) as SafetyPlugin

const JSON_TYPES = new Set(['application/json', 'application/graphql+json'])

/** Refuses bodies that are not JSON: pages of other origins can send forms and plain text without a preflight request. */
export function useJsonOnly(): SafetyPlugin {
  return {
    onRequestParse({ request }) {
      if (request.method !== 'POST') return
      const type = request.headers.get('content-type')?.split(';', 1)[0]!.trim().toLowerCase()
      if (!JSON_TYPES.has(type ?? ''))
        throw refusal(415, 'UNSUPPORTED_MEDIA_TYPE', 'Send the operation as application/json.')
    },
  }
}

/**
 * Refuses mutations that come from pages of another origin, whatever their headers say.
 * @param publicUrl under which citizens reach the product
 */
export function useOwnOriginForMutations(publicUrl: string): SafetyPlugin {
  const own = new URL(publicUrl).origin
  return {
    onExecute({ args }) {
      const { request } = args.contextValue
      // Programs send no Origin, and no cookies of a browser session.
      const origin = request.headers.get('origin')
      if (origin === null || origin === own || isOwnHost(origin, request)) return
      if (getOperationAST(args.document, args.operationName)?.operation === 'mutation')
        throw refusal(403, 'FOREIGN_ORIGIN', 'Mutations are not accepted from pages of another origin.')
    },
  }
}

/** Reached by another name than that of PUBLIC_URL, e.g. inside the town hall's network. Behind a proxy only the host is as the browser saw it. */
function isOwnHost(origin: string, request: Request): boolean {
  return URL.canParse(origin) && new URL(origin).host === new URL(request.url).host
}
