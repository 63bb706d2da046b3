import { graphql } from '#lib/graphql/tada.ts'

/** What a page says when something could not be done: any of the expected ways in which a mutation ends without. */
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
