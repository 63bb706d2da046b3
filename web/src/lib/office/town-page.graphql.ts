import { graphql, type ResultOf } from '#lib/graphql/tada.ts'

/** A page with the town's own text. */
export const TownPage = graphql(`
  query TownPage($id: ID!, $locale: Locale!) {
    page(id: $id) {
      title(locale: $locale)
      locale(locale: $locale)
      blocks(locale: $locale) {
        kind
        lines {
          spans {
            text
            strong
            url
          }
        }
      }
    }
  }
`)

export type TownPageData = NonNullable<ResultOf<typeof TownPage>['page']>
