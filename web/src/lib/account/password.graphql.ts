import { Failure } from '#lib/graphql/failure.graphql.ts'
import { graphql } from '#lib/graphql/tada.ts'

export const ForgottenPage_Request = graphql(
  `
    mutation ForgottenPage_Request($email: String!, $locale: Locale!) {
      requestPasswordLink(email: $email, locale: $locale) {
        __typename
        ... on PasswordLinkRequested {
          email
        }
        ...Failure
      }
    }
  `,
  [Failure],
)

export const PasswordPage_Link = graphql(`
  query PasswordPage_Link($token: String!) {
    signInWays {
      here
    }
    staffLink(token: $token) {
      name
      email
    }
  }
`)

export const PasswordPage_Choose = graphql(
  `
    mutation PasswordPage_Choose($token: String!, $password: String!, $locale: Locale!) {
      choosePassword(token: $token, password: $password) {
        __typename
        ... on PasswordChosen {
          email
        }
        ...Failure
      }
    }
  `,
  [Failure],
)
