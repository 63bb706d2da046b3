import { Failure } from '#lib/graphql/failure.graphql.ts'
import { graphql } from '#lib/graphql/tada.ts'

export const OpenPage_SendLink = graphql(
  `
    mutation OpenPage_SendLink($input: SendManageLinkInput!, $locale: Locale!) {
      sendManageLink(input: $input) {
        __typename
        ... on LinkRequested {
          reference
        }
        ...Failure
      }
    }
  `,
  [Failure],
)
