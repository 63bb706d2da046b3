import { graphql, type ResultOf } from '#lib/graphql/tada.ts'

/** The fields of a service in lists. */
export const ServiceCard = graphql(`
  fragment ServiceCard on Service {
    __typename
    id
    slug
    title(locale: $locale)
    summary(locale: $locale)
    mode
    durationMinutes
    popular
  }
`)

/** The fields of a service on its own page. */
export const ServiceDetails = graphql(
  `
    fragment ServiceDetails on Service {
      ...ServiceCard
      notes(locale: $locale)
      extraMinutesPerPerson
      maxPersons
      combinable
      walkInPossible
      onlineAlternative(locale: $locale)
      legalBasis
      documents(locale: $locale) {
        title
        detail
        requiredWhen
      }
      fees(locale: $locale) {
        label
        amountCents
        amountMaxCents
        currency
        condition
      }
      department {
        id
        name(locale: $locale)
        phone
        phoneDisplay
        address {
          street
          postalCode
          city
          room
          accessible
        }
      }
      topics {
        id
        title(locale: $locale)
      }
    }
  `,
  [ServiceCard],
)

/** The fields of a referral to another authority. */
export const ReferralCard = graphql(`
  fragment ReferralCard on Referral {
    __typename
    id
    title(locale: $locale)
    office(locale: $locale)
    detail(locale: $locale)
    address
    url
    phone
  }
`)

/** The whole catalogue in one response, which the service worker caches for reading and searching offline. */
export const Catalogue = graphql(
  `
    query Catalogue($locale: Locale!) {
      office {
        name(locale: $locale)
      }
      topics {
        id
        title(locale: $locale)
        description(locale: $locale)
      }
      services(locale: $locale) {
        ...ServiceDetails
        names {
          locale
          title
          synonyms
        }
      }
      referrals(locale: $locale) {
        ...ReferralCard
        names {
          locale
          title
          synonyms
        }
      }
    }
  `,
  [ServiceDetails, ReferralCard],
)

/** Search results by rank. */
export const SearchPage = graphql(
  `
    query SearchPage($locale: Locale!, $text: String!) {
      search(text: $text, locale: $locale) {
        near
        entries {
          ...ServiceCard
          ...ReferralCard
        }
      }
    }
  `,
  [ServiceCard, ReferralCard],
)

export type SearchData = ResultOf<typeof SearchPage>['search']
export type FoundEntry = SearchData['entries'][number]
export type CatalogueData = ResultOf<typeof Catalogue>
export type ServiceCardData = ResultOf<typeof ServiceCard>
export type ServiceDetailsData = ResultOf<typeof ServiceDetails>
export type ReferralData = ResultOf<typeof ReferralCard>
