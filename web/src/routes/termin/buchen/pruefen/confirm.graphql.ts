import { Failure } from '#lib/graphql/failure.graphql.ts'
import { graphql } from '#lib/graphql/tada.ts'

export const BookPage_ConfirmBooking = graphql(
  `
    mutation BookPage_ConfirmBooking($input: ConfirmBookingInput!, $locale: Locale!) {
      confirmBooking(input: $input) {
        __typename
        ...Failure
      }
    }
  `,
  [Failure],
)
