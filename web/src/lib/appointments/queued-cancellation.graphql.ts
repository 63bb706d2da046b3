import { BookingView } from '#lib/booking/booking.graphql.ts'
import { Failure } from '#lib/graphql/failure.graphql.ts'
import { graphql } from '#lib/graphql/tada.ts'

/** A cancellation that a device has kept: the answer is the appointment as it is then. */
export const MyAppointments_Cancel = graphql(
  `
    mutation MyAppointments_Cancel($input: CancelBookingInput!, $locale: Locale!) {
      cancelBooking(input: $input) {
        __typename
        ... on UpdatedBooking {
          booking {
            ...BookingView
          }
        }
        ...Failure
      }
    }
  `,
  [BookingView, Failure],
)
