import { Failure } from '#lib/graphql/failure.graphql.ts'
import { graphql } from '#lib/graphql/tada.ts'

export const CancelPage_CancelBooking = graphql(
  `
    mutation CancelPage_CancelBooking($input: CancelBookingInput!, $locale: Locale!) {
      cancelBooking(input: $input) {
        __typename
        ...Failure
      }
    }
  `,
  [Failure],
)
