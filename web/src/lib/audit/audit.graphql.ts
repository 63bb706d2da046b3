import { graphql, type ResultOf } from '#lib/graphql/tada.ts'

export const AuditPage_Viewer = graphql(`
  query AuditPage_Viewer {
    viewer {
      roles
    }
  }
`)

export const AuditPage_Entries = graphql(`
  query AuditPage_Entries($after: ID, $filter: AuditFilter!) {
    auditEntries(first: 50, after: $after, filter: $filter) {
      endCursor
      entries {
        id
        at
        actor {
          kind
          name
        }
        action
        reference
        detail
      }
    }
    auditStaff {
      key
      name
    }
  }
`)

export const AuditPage_Verification = graphql(`
  query AuditPage_Verification {
    auditVerification {
      entries
      position
      hash
      problem {
        kind
        position
        entryId
      }
    }
  }
`)

export type AuditEntryData = ResultOf<typeof AuditPage_Entries>['auditEntries']['entries'][number]
export type VerificationData = ResultOf<typeof AuditPage_Verification>['auditVerification']
