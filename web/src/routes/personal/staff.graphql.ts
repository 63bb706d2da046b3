import { Failure } from '#lib/graphql/failure.graphql.ts'
import { graphql } from '#lib/graphql/tada.ts'

/** Whether somebody is signed in already, and what they have to do first. */
export const SignInPage_Account = graphql(`
  query SignInPage_Account {
    account {
      mustEnrol
    }
  }
`)

export const SignInPage_SignIn = graphql(
  `
    mutation SignInPage_SignIn($email: String!, $password: String!, $otp: String, $locale: Locale!) {
      signIn(input: { email: $email, password: $password, otp: $otp }) {
        __typename
        ...Failure
      }
    }
  `,
  [Failure],
)
