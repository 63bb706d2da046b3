import { graphql, type ResultOf } from '#lib/graphql/tada.ts'

/** What a list shows of a service. */
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

/** Everything that the page of a service shows. */
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

/** What people look for here, but another office does. */
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

/** All that can be read and searched without a network, in one answer: the service worker keeps it. */
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

/** The results of a search, in the order in which they are shown. */
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
