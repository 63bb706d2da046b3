import { Failure } from '#lib/graphql/failure.graphql.ts'
import { graphql, type ResultOf } from '#lib/graphql/tada.ts'

/** The signed-in person and their roles. */
export const PeoplePage_Viewer = graphql(`
  query PeoplePage_Viewer {
    viewer {
      id
      roles
    }
  }
`)

export const PersonFields = graphql(`
  fragment PersonFields on Person @_unmask {
    id
    version
    name
    email
    roles
    state
    hasAuthenticator
    passkeyCount
    fromProvider
    lastSignedInAt
    linkExpiresAt
    departments {
      id
      name(locale: $locale)
    }
  }
`)

export const PeoplePage_People = graphql(
  `
    query PeoplePage_People($locale: Locale!) {
      people {
        ...PersonFields
      }
    }
  `,
  [PersonFields],
)

export const PersonPage_Departments = graphql(`
  query PersonPage_Departments($locale: Locale!) {
    departments {
      id
      name(locale: $locale)
    }
  }
`)

export const PersonPage_Person = graphql(
  `
    query PersonPage_Person($id: ID!, $locale: Locale!) {
      person(id: $id) {
        ...PersonFields
      }
      departments {
        id
        name(locale: $locale)
      }
    }
  `,
  [PersonFields],
)

export const InvitePage_Invite = graphql(
  `
    mutation InvitePage_Invite($input: InviteStaffInput!, $locale: Locale!) {
      inviteStaff(input: $input) {
        __typename
        ... on UpdatedPerson {
          person {
            id
          }
        }
        ...Failure
      }
    }
  `,
  [Failure],
)

export const PersonPage_Change = graphql(
  `
    mutation PersonPage_Change($input: ChangeStaffInput!, $locale: Locale!) {
      changeStaff(input: $input) {
        __typename
        ... on PersonConflictError {
          person {
            ...PersonFields
          }
        }
        ...Failure
      }
    }
  `,
  [Failure, PersonFields],
)

export const PersonPage_Disable = graphql(
  `
    mutation PersonPage_Disable($id: ID!, $locale: Locale!) {
      outcome: disableStaff(id: $id) {
        __typename
        ...Failure
      }
    }
  `,
  [Failure],
)

export const PersonPage_Enable = graphql(
  `
    mutation PersonPage_Enable($id: ID!, $locale: Locale!) {
      outcome: enableStaff(id: $id) {
        __typename
        ...Failure
      }
    }
  `,
  [Failure],
)

export const PersonPage_ResetSecondFactor = graphql(
  `
    mutation PersonPage_ResetSecondFactor($id: ID!, $locale: Locale!) {
      outcome: resetSecondFactor(id: $id) {
        __typename
        ...Failure
      }
    }
  `,
  [Failure],
)

export const PersonPage_SendLink = graphql(
  `
    mutation PersonPage_SendLink($id: ID!, $locale: Locale!) {
      outcome: sendStaffLink(id: $id, locale: $locale) {
        __typename
        ...Failure
      }
    }
  `,
  [Failure],
)

export const PersonPage_Remove = graphql(
  `
    mutation PersonPage_Remove($id: ID!, $locale: Locale!) {
      outcome: removeStaff(id: $id) {
        __typename
        ...Failure
      }
    }
  `,
  [Failure],
)

export type PersonData = ResultOf<typeof PersonFields>
export type DepartmentData = ResultOf<typeof PersonPage_Departments>['departments'][number]
