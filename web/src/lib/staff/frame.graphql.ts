import { graphql } from '#lib/graphql/tada.ts'

export const StaffFrame_Viewer = graphql(`
  query StaffFrame_Viewer {
    viewer {
      name
      roles
    }
  }
`)

export const StaffFrame_SignOut = graphql(`
  mutation StaffFrame_SignOut {
    signOut
  }
`)
