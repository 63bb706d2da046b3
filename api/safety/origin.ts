import { getOperationAST } from 'graphql'
import type { SafetyPlugin } from './plugin.ts'
import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention'
import { refusal } from './refusal.ts'

/**
 * Headers that a page of another origin can only send after a preflight request, which is refused. A GET request has no
 * content type to check, so it must have one of them. Apollo's clients send the second by default.
 */
const CSRF_HEADERS = ['x-graphql-yoga-csrf', 'apollo-require-preflight']

// The cast is safe: the plugin is typed for Yoga's own context, but reads only the request's headers.
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
 * Refuses mutations that come from pages of another origin, with any other headers.
 * @param publicUrl the address of the product for citizens
 */
export function useOwnOriginForMutations(publicUrl: string): SafetyPlugin {
  const own = new URL(publicUrl).origin
  return {
    onExecute({ args }) {
      const { request } = args.contextValue
      // Requests without Origin come from programs, which have no cookies of a browser session.
      const origin = request.headers.get('origin')
      if (origin === null || origin === own || isOwnHost(origin, request)) return
      if (getOperationAST(args.document, args.operationName)?.operation === 'mutation')
        throw refusal(403, 'FOREIGN_ORIGIN', 'Mutations are not accepted from pages of another origin.')
    },
  }
}

/**
 * Whether the origin is the host of the request: under another name than PUBLIC_URL, e.g. in the town hall's network.
 * Compares hosts only, because a proxy may change the protocol.
 */
function isOwnHost(origin: string, request: Request): boolean {
  return URL.canParse(origin) && new URL(origin).host === new URL(request.url).host
}
