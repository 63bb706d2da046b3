import { Failure } from '#lib/graphql/failure.graphql.ts'
import { graphql } from '#lib/graphql/tada.ts'

export const MovePage_RescheduleBooking = graphql(
  `
    mutation MovePage_RescheduleBooking($input: RescheduleBookingInput!, $locale: Locale!) {
      rescheduleBooking(input: $input) {
        __typename
        ...Failure
      }
    }
  `,
  [Failure],
)
