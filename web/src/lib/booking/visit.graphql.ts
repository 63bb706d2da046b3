import { graphql, type ResultOf } from '#lib/graphql/tada.ts'

/** A visit before a time is chosen. */
export const VisitView = graphql(`
  fragment VisitView on Visit {
    durationMinutes
    atOneDesk
    services {
      id
      slug
      title(locale: $locale)
      mode
      maxPersons
      walkInPossible
      onlineAlternative(locale: $locale)
      onlineAlternativeUrl
      otherWays(locale: $locale)
      fees(locale: $locale) {
        label
        amountCents
        amountMaxCents
        currency
        condition
      }
      department {
        id
        phone
        phoneDisplay
      }
    }
    addableServices {
      id
      title(locale: $locale)
      durationMinutes
    }
    documents(locale: $locale) {
      title
      detail
      requiredWhen
    }
    fees {
      cents
      currency
      certainty
    }
    nextRelease {
      date
      opensAt
    }
  }
`)

export const TimePage_Visit = graphql(
  `
    query TimePage_Visit($items: [VisitItemInput!]!, $locale: Locale!) {
      visit(items: $items) {
        ...VisitView
      }
    }
  `,
  [VisitView],
)

export type VisitData = ResultOf<typeof VisitView>
