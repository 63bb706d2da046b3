import { Failure } from '#lib/graphql/failure.graphql.ts'
import { graphql, type ResultOf } from '#lib/graphql/tada.ts'

export const AccountPage_Account = graphql(`
  query AccountPage_Account {
    signInWays {
      here
      provider
    }
    account {
      mustEnrol
      authenticatorSince
      recoveryCodesLeft
      passkeys {
        id
        name
        since
        lastUsedAt
      }
      staff {
        name
        email
      }
      sessions {
        id
        since
        lastSeenAt
        device
        current
      }
    }
  }
`)

export const AccountPage_BeginAuthenticator = graphql(
  `
    mutation AccountPage_BeginAuthenticator($password: String, $locale: Locale!) {
      beginAuthenticator(password: $password) {
        __typename
        ... on AuthenticatorSetup {
          secret
          uri
        }
        ...Failure
      }
    }
  `,
  [Failure],
)

export const AccountPage_ConfirmAuthenticator = graphql(
  `
    mutation AccountPage_ConfirmAuthenticator($otp: String!, $locale: Locale!) {
      confirmAuthenticator(otp: $otp) {
        __typename
        ... on NewRecoveryCodes {
          codes
        }
        ...Failure
      }
    }
  `,
  [Failure],
)

export const AccountPage_RenewRecoveryCodes = graphql(
  `
    mutation AccountPage_RenewRecoveryCodes($password: String!, $locale: Locale!) {
      renewRecoveryCodes(password: $password) {
        __typename
        ... on NewRecoveryCodes {
          codes
        }
        ...Failure
      }
    }
  `,
  [Failure],
)

export const AccountPage_RemoveAuthenticator = graphql(
  `
    mutation AccountPage_RemoveAuthenticator($password: String!, $locale: Locale!) {
      removeAuthenticator(password: $password) {
        __typename
        ...Failure
      }
    }
  `,
  [Failure],
)

export const AccountPage_ChangePassword = graphql(
  `
    mutation AccountPage_ChangePassword($oldPassword: String!, $newPassword: String!, $locale: Locale!) {
      changePassword(input: { oldPassword: $oldPassword, newPassword: $newPassword }) {
        __typename
        ...Failure
      }
    }
  `,
  [Failure],
)

export const AccountPage_EndSession = graphql(`
  mutation AccountPage_EndSession($id: ID!) {
    endSession(id: $id)
  }
`)

export const AccountPage_SignOutEverywhere = graphql(`
  mutation AccountPage_SignOutEverywhere {
    signOutEverywhere
  }
`)

export type AccountData = NonNullable<ResultOf<typeof AccountPage_Account>['account']>
