import { Failure } from '#lib/graphql/failure.graphql.ts'
import { graphql } from '#lib/graphql/tada.ts'

export const TimePage_HoldSlot = graphql(
  `
    mutation TimePage_HoldSlot($input: HoldSlotInput!, $locale: Locale!) {
      holdSlot(input: $input) {
        __typename
        ... on SlotHold {
          token
          expiresAt
        }
        ...Failure
      }
    }
  `,
  [Failure],
)

export const BookPage_ReleaseHold = graphql(`
  mutation BookPage_ReleaseHold($token: String!) {
    releaseHold(input: { token: $token }) {
      __typename
    }
  }
`)

export const BookPage_ExtendHold = graphql(
  `
    mutation BookPage_ExtendHold($token: String!, $locale: Locale!) {
      extendHold(input: { token: $token }) {
        __typename
        ...Failure
      }
    }
  `,
  [Failure],
)
