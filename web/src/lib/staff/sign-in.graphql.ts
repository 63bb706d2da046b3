import { Failure } from '#lib/graphql/failure.graphql.ts'
import { graphql } from '#lib/graphql/tada.ts'

/** The sign-in methods, and the account if there is already a session. */
export const SignInPage_Account = graphql(`
  query SignInPage_Account {
    signInWays {
      here
      provider
    }
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

export const SignInPage_BeginPasskey = graphql(
  `
    mutation SignInPage_BeginPasskey($locale: Locale!) {
      beginPasskeySignIn {
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

export const SignInPage_Passkey = graphql(
  `
    mutation SignInPage_Passkey($response: String!, $locale: Locale!) {
      signInWithPasskey(response: $response) {
        __typename
        ...Failure
      }
    }
  `,
  [Failure],
)

export const SignInPage_BeginProvider = graphql(
  `
    mutation SignInPage_BeginProvider($locale: Locale!) {
      beginProviderSignIn {
        __typename
        ... on WayToProvider {
          url
        }
        ...Failure
      }
    }
  `,
  [Failure],
)

export const SignInPage_FinishProvider = graphql(
  `
    mutation SignInPage_FinishProvider($query: String!, $locale: Locale!) {
      finishProviderSignIn(query: $query) {
        __typename
        ...Failure
      }
    }
  `,
  [Failure],
)

/** URL to end the session at the provider. */
export const SignOut_Provider = graphql(`
  query SignOut_Provider {
    account {
      providerSignOutUrl
    }
  }
`)
