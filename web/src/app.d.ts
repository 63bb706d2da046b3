/** What `api/server.ts` hands to the pages with each Node request. */
interface NodeRequest {
  socket: { encrypted?: boolean; remoteAddress?: string }
  headers: Record<string, string | string[] | undefined>
  /** Answers a GraphQL request inside this process, without a socket; absent in development. */
  graphql?: (request: Request) => Promise<Response>
}

declare global {
  namespace App {
    interface Locals {
      /** Language of this request, from the first part of the path. */
      locale: import('#lib/i18n/locale.ts').Locale
      /** Origin as the citizen's browser sees it, e.g. https://termine.example.org */
      origin: string
    }
    interface PageData {
      /** The town; null until it is known. */
      office?: import('#lib/office/office.graphql.ts').OfficeData | null
    }
    interface Platform {
      req?: NodeRequest
    }
    interface Error {
      /** The page can be tried again later: the network or the server is the reason. */
      retry?: boolean
    }
  }
}

export {}
