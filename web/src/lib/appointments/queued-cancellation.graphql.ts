import { BookingView } from '#lib/booking/booking.graphql.ts'
import { Failure } from '#lib/graphql/failure.graphql.ts'
import { graphql } from '#lib/graphql/tada.ts'

/** Sends a queued cancellation; answers the updated booking. */
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
