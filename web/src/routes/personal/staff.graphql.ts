import { Failure } from '#lib/graphql/failure.graphql.ts'
import { graphql } from '#lib/graphql/tada.ts'

export const StaffPage_Viewer = graphql(`
  query StaffPage_Viewer {
    viewer {
      name
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
