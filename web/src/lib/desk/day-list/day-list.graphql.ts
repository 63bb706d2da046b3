import { Failure } from '#lib/graphql/failure.graphql.ts'
import { graphql, type ResultOf } from '#lib/graphql/tada.ts'

/** The fields of a visit in the day list, printed or as a file. */
const ListedVisit = graphql(`
  fragment ListedVisit on Booking {
    id
    reference
    status
    startsAt
    endsAt
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
    contact {
      name
      phone
      phoneDisplay
    }
    atDesk {
      citizenRemark
      remark
      displaced
      callAttempts
      tryAgainAt
      desk {
        id
        name(locale: $locale)
      }
    }
  }
`)

export const DayListPage_Day = graphql(
  `
    query DayListPage_Day($day: Date!, $departmentId: ID, $locale: Locale!) {
      bookings(from: $day, to: $day, departmentId: $departmentId) {
        ...ListedVisit
        atDesk {
          documents(locale: $locale) {
            id
            title
            requiredWhen
          }
        }
      }
    }
  `,
  [ListedVisit],
)

export const DayListPage_Export = graphql(
  `
    mutation DayListPage_Export($input: ExportBookingsInput!, $locale: Locale!) {
      exportBookings(input: $input) {
        __typename
        ... on ExportedBookings {
          bookings {
            ...ListedVisit
          }
        }
        ...Failure
      }
    }
  `,
  [ListedVisit, Failure],
)

export type ListedVisitData = ResultOf<typeof ListedVisit>
export type PrintedVisitData = ResultOf<typeof DayListPage_Day>['bookings'][number]
