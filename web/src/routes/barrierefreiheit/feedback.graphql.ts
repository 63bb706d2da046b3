import { Failure } from '#lib/graphql/failure.graphql.ts'
import { graphql } from '#lib/graphql/tada.ts'

export const AccessibilityPage_SendFeedback = graphql(
  `
    mutation AccessibilityPage_SendFeedback($input: SendFeedbackInput!, $locale: Locale!) {
      sendFeedback(input: $input) {
        __typename
        ... on FeedbackSent {
          answerable
        }
        ...Failure
      }
    }
  `,
  [Failure],
)
