import { graphql } from '#lib/graphql/tada.ts'

/** The messages of an expected error of a mutation. */
export const Failure = graphql(`
  fragment Failure on Error {
    message(locale: $locale)
    ... on InvalidInputError {
      fields {
        field
        message(locale: $locale)
      }
    }
    ... on LimitReachedError {
      retryAt
    }
    ... on SlotTakenError {
      alternatives {
        startsAt
      }
    }
    ... on ChallengeRequiredError {
      challenge
    }
  }
`)
