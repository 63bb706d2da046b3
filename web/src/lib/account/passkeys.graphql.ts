import { Failure } from '#lib/graphql/failure.graphql.ts'
import { graphql } from '#lib/graphql/tada.ts'

export const AccountPage_BeginPasskey = graphql(
  `
    mutation AccountPage_BeginPasskey($password: String, $locale: Locale!) {
      beginPasskey(password: $password) {
        __typename
        ... on PasskeyOptions {
          options
        }
        ...Failure
      }
    }
  `,
  [Failure],
)

export const AccountPage_AddPasskey = graphql(
  `
    mutation AccountPage_AddPasskey($name: String!, $response: String!, $locale: Locale!) {
      addPasskey(name: $name, response: $response) {
        __typename
        ... on AddedPasskey {
          codes
        }
        ...Failure
      }
    }
  `,
  [Failure],
)

export const AccountPage_RemovePasskey = graphql(
  `
    mutation AccountPage_RemovePasskey($id: ID!, $password: String!, $locale: Locale!) {
      removePasskey(id: $id, password: $password) {
        __typename
        ...Failure
      }
    }
  `,
  [Failure],
)
