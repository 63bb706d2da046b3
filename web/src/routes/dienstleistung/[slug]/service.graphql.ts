import { ServiceDetails } from '#lib/catalogue/catalogue.graphql.ts'
import { graphql } from '#lib/graphql/tada.ts'

export const ServicePage = graphql(
  `
    query ServicePage($slug: String!, $locale: Locale!) {
      service(slug: $slug) {
        ...ServiceDetails
      }
    }
  `,
  [ServiceDetails],
)
