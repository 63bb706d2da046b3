/** The Node request that `api/server.ts` passes to the pages. */
interface NodeRequest {
  socket: { encrypted?: boolean; remoteAddress?: string }
  headers: Record<string, string | string[] | undefined>
  /** Answers a GraphQL request inside this process, without a socket; absent in development. */
  graphql?: (request: Request) => Promise<Response>
}

declare global {
  namespace App {
    interface Locals {
      /** Language of this request, from the first segment of the path. */
      locale: import('#lib/i18n/locale.ts').Locale
      /** The origin in the citizen's browser, e.g. https://termine.example.org */
      origin: string
    }
    interface PageData {
      /** The town; null while unknown. */
      office?: import('#lib/office/office.graphql.ts').OfficeData | null
    }
    interface Platform {
      req?: NodeRequest
    }
    interface Error {
      /** The cause is the network or the server, so trying again later may help. */
      retry?: boolean
    }
  }
}

export {}
