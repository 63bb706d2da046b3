import { Failure } from '#lib/graphql/failure.graphql.ts'
import { graphql, type ResultOf } from '#lib/graphql/tada.ts'

/** A visit as calendar and list show it. */
export const DeskVisit = graphql(`
  fragment DeskVisit on Booking {
    id
    reference
    status
    version
    startsAt
    endsAt
    mode
    items {
      persons
      service {
        title(locale: $locale)
      }
    }
    contact {
      name
      phone
      phoneDisplay
    }
    atDesk {
      steps
      displaced
      callAttempts
      tryAgainAt
      remark
      desk {
        id
        name(locale: $locale)
      }
      latest: history(last: 1) {
        at
        actor
        staffName
        action
      }
    }
  }
`)

/** The details of a visit in the panel. */
export const VisitDetail = graphql(`
  fragment VisitDetail on Booking {
    id
    version
    channel
    cancelledBy
    cancellationReason
    items {
      persons
      service {
        title(locale: $locale)
        fees(locale: $locale) {
          label
          amountCents
          amountMaxCents
          currency
          condition
        }
      }
    }
    department {
      name(locale: $locale)
    }
    contact {
      email
    }
    atDesk {
      citizenRemark
      documents(locale: $locale) {
        id
        title
        requiredWhen
        seen
      }
      history {
        at
        actor
        staffName
        action
      }
      mails {
        id
        kind
        state
        at
        failure
      }
    }
  }
`)

export const TodayPage_Desks = graphql(`
  query TodayPage_Desks($locale: Locale!) {
    desks {
      id
      name(locale: $locale)
      department {
        id
        name(locale: $locale)
      }
    }
  }
`)

export const TodayPage_Day = graphql(
  `
    query TodayPage_Day($day: Date!, $departmentId: ID, $locale: Locale!) {
      bookings(from: $day, to: $day, departmentId: $departmentId) {
        ...DeskVisit
      }
      deskHours(from: $day, to: $day, departmentId: $departmentId) {
        deskId
        open {
          startsAt
          endsAt
        }
        shut {
          startsAt
          endsAt
          reason
        }
      }
    }
  `,
  [DeskVisit],
)

export const TodayPage_Visit = graphql(
  `
    query TodayPage_Visit($id: ID!, $locale: Locale!) {
      bookingById(id: $id) {
        ...DeskVisit
        ...VisitDetail
      }
    }
  `,
  [DeskVisit, VisitDetail],
)

export const TodayPage_BookingsChanged = graphql(
  `
    subscription TodayPage_BookingsChanged($day: Date!, $departmentId: ID, $locale: Locale!) {
      bookingsChanged(from: $day, to: $day, departmentId: $departmentId) {
        bookings {
          ...DeskVisit
        }
      }
    }
  `,
  [DeskVisit],
)

export const TodayPage_TakeStep = graphql(
  `
    mutation TodayPage_TakeStep($input: TakeStepInput!, $locale: Locale!) {
      takeStep(input: $input) {
        __typename
        ... on UpdatedBooking {
          booking {
            ...DeskVisit
          }
        }
        ... on VersionConflictError {
          booking {
            ...DeskVisit
          }
        }
        ...Failure
      }
    }
  `,
  [DeskVisit, Failure],
)

export const TodayPage_TickDocument = graphql(
  `
    mutation TodayPage_TickDocument($input: TickDocumentInput!, $locale: Locale!) {
      tickDocument(input: $input) {
        __typename
        ... on UpdatedBooking {
          booking {
            ...DeskVisit
          }
        }
        ...Failure
      }
    }
  `,
  [DeskVisit, Failure],
)

export const TodayPage_WriteRemark = graphql(
  `
    mutation TodayPage_WriteRemark($input: WriteRemarkInput!, $locale: Locale!) {
      writeRemark(input: $input) {
        __typename
        ...Failure
      }
    }
  `,
  [Failure],
)

export const TodayPage_Resend = graphql(
  `
    mutation TodayPage_Resend($input: ResendConfirmationInput!, $locale: Locale!) {
      resendConfirmation(input: $input) {
        __typename
        ...Failure
      }
    }
  `,
  [Failure],
)

export const TodayPage_Cancel = graphql(
  `
    mutation TodayPage_Cancel($bookingIds: [ID!]!, $reason: String!, $locale: Locale!) {
      cancelBookings(input: { bookingIds: $bookingIds, reason: $reason }) {
        __typename
        ... on UpdatedBookings {
          bookings {
            id
          }
        }
        ...Failure
      }
    }
  `,
  [Failure],
)

export type DeskVisitData = ResultOf<typeof DeskVisit>
export type VisitDetailData = ResultOf<typeof VisitDetail>
export type DeskData = ResultOf<typeof TodayPage_Desks>['desks'][number]
export type DeskHoursData = ResultOf<typeof TodayPage_Day>['deskHours'][number]
export type VisitStep = NonNullable<DeskVisitData['atDesk']>['steps'][number]
