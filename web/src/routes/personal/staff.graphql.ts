import { Failure } from '#lib/graphql/failure.graphql.ts'
import { graphql, type ResultOf } from '#lib/graphql/tada.ts'

/** A booking as the staff's list shows it. */
export const StaffBooking = graphql(`
  fragment StaffBooking on Booking {
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
      id
      name(locale: $locale)
    }
    contact {
      name
      phone
      phoneDisplay
    }
    cancelledBy
  }
`)

export const StaffPage_Viewer = graphql(`
  query StaffPage_Viewer($locale: Locale!) {
    viewer {
      name
      roles
    }
    services(locale: $locale) {
      department {
        id
        name(locale: $locale)
      }
    }
  }
`)

export const StaffPage_Bookings = graphql(
  `
    query StaffPage_Bookings($day: Date!, $departmentId: ID, $locale: Locale!) {
      bookings(from: $day, to: $day, departmentId: $departmentId) {
        ...StaffBooking
      }
    }
  `,
  [StaffBooking],
)

export const StaffPage_BookingsChanged = graphql(
  `
    subscription StaffPage_BookingsChanged($day: Date!, $departmentId: ID, $locale: Locale!) {
      bookingsChanged(from: $day, to: $day, departmentId: $departmentId) {
        bookings {
          ...StaffBooking
        }
      }
    }
  `,
  [StaffBooking],
)

export const StaffPage_CancelBookings = graphql(
  `
    mutation StaffPage_CancelBookings($bookingIds: [ID!]!, $reason: String!, $locale: Locale!) {
      cancelBookings(input: { bookingIds: $bookingIds, reason: $reason }) {
        __typename
        ... on UpdatedBookings {
          bookings {
            id
          }
        }
        ...Failure
      }
    }
  `,
  [Failure],
)

export const SignInPage_SignIn = graphql(
  `
    mutation SignInPage_SignIn($email: String!, $password: String!, $otp: String, $locale: Locale!) {
      signIn(input: { email: $email, password: $password, otp: $otp }) {
        __typename
        ...Failure
      }
    }
  `,
  [Failure],
)

export const StaffPage_SignOut = graphql(`
  mutation StaffPage_SignOut {
    signOut
  }
`)

export type StaffBookingData = ResultOf<typeof StaffBooking>
