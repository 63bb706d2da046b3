import { Failure } from '#lib/graphql/failure.graphql.ts'
import { graphql, type ResultOf } from '#lib/graphql/tada.ts'
import { DeskVisit } from '../desk.graphql.ts'

const MoveOption = graphql(
  `
    fragment MoveOption on MoveOption {
      booking {
        ...DeskVisit
        visit: items {
          persons
          service {
            id
          }
        }
      }
      proposals {
        startsAt
        desk {
          id
          name(locale: $locale)
        }
      }
    }
  `,
  [DeskVisit],
)

export const MovePage_Options = graphql(
  `
    query MovePage_Options($ids: [ID!]!, $day: Date, $locale: Locale!) {
      moveOptions(bookingIds: $ids, day: $day) {
        ...MoveOption
      }
      desks {
        id
        name(locale: $locale)
      }
    }
  `,
  [MoveOption],
)

/** All free times for one visit on a day. */
export const MovePage_Day = graphql(`
  query MovePage_Day($items: [VisitItemInput!]!, $day: Date!) {
    officeSlots(items: $items, from: $day, to: $day) {
      startsAt
    }
  }
`)

/** The mails of all moves, in the order of the inputs. */
export const MovePage_Mails = graphql(`
  query MovePage_Mails($inputs: [MailPreviewInput!]!, $reason: String) {
    mailPreviews(inputs: $inputs, reason: $reason) {
      subject
      text
      locale
      hasRecipient
    }
  }
`)

export const MovePage_Move = graphql(
  `
    mutation MovePage_Move($input: MoveBookingsInput!, $locale: Locale!) {
      moveBookings(input: $input) {
        __typename
        ... on UpdatedBookings {
          bookings {
            id
          }
        }
        ... on SlotTakenError {
          bookingId
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

export type MoveOptionData = ResultOf<typeof MoveOption>
export type MoveOutcome = ResultOf<typeof MovePage_Move>['moveBookings']
export type MailData = NonNullable<ResultOf<typeof MovePage_Mails>['mailPreviews'][number]>
