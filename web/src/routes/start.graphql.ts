import { graphql } from '#lib/graphql/tada.ts'
import { ReferralCard, ServiceCard } from '#lib/catalogue/catalogue.graphql.ts'

export const StartPage = graphql(`
  query StartPage($locale: Locale!) {
    topics {
      id
      title(locale: $locale)
      services {
        id
      }
    }
    services(locale: $locale) {
      id
      slug
      title(locale: $locale)
      mode
      popular
    }
  }
`)

export const SearchPage = graphql(
  `
    query SearchPage($locale: Locale!, $search: String!) {
      services(search: $search, locale: $locale) {
        ...ServiceCard
      }
      referrals(search: $search, locale: $locale) {
        ...ReferralCard
      }
    }
  `,
  [ServiceCard, ReferralCard],
)
