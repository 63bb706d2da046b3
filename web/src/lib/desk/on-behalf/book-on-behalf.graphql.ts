import { Failure } from '#lib/graphql/failure.graphql.ts'
import { graphql, type ResultOf } from '#lib/graphql/tada.ts'

/** The services that can be booked at the desks of the clerk's departments. */
export const BookPage_Catalogue = graphql(`
  query BookPage_Catalogue($locale: Locale!) {
    desks {
      department {
        id
      }
    }
    services(locale: $locale) {
      id
      title(locale: $locale)
      mode
      maxPersons
      department {
        id
      }
    }
  }
`)

/** Searches services by text that is not a title. */
export const BookPage_Search = graphql(`
  query BookPage_Search($search: String!) {
    services(search: $search) {
      id
    }
  }
`)

export const BookPage_Times = graphql(`
  query BookPage_Times(
    $items: [VisitItemInput!]!
    $from: Date!
    $to: Date!
    $after: DateTime!
    $locale: Locale!
  ) {
    next: nextOfficeSlots(items: $items, first: 3, after: $after) {
      startsAt
    }
    day: officeSlots(items: $items, from: $from, to: $to) {
      startsAt
      free
    }
    visit(items: $items) {
      durationMinutes
      documents(locale: $locale) {
        title
        requiredWhen
      }
    }
  }
`)

const Booked = graphql(`
  fragment Booked on Booking {
    id
    reference
    startsAt
    mode
    items {
      persons
      service {
        title(locale: $locale)
      }
    }
    department {
      name(locale: $locale)
    }
    place {
      street
      postalCode
      city
      room
    }
    documents(locale: $locale) {
      title
      requiredWhen
    }
    contact {
      name
      email
      phoneDisplay
    }
  }
`)

export const BookPage_Book = graphql(
  `
    mutation BookPage_Book($input: BookForSomeoneInput!, $locale: Locale!) {
      bookForSomeone(input: $input) {
        __typename
        ...Failure
        ... on NewBooking {
          token
          booking {
            ...Booked
          }
        }
      }
    }
  `,
  [Booked, Failure],
)

export type BookedData = ResultOf<typeof Booked>
