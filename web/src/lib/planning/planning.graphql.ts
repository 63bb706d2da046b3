import { Failure } from '#lib/graphql/failure.graphql.ts'
import { graphql, type ResultOf, type VariablesOf } from '#lib/graphql/tada.ts'

const DeskHours = graphql(`
  fragment DeskHours on DeskPlan {
    desk {
      id
      name(locale: $locale)
      department {
        id
        name(locale: $locale)
      }
    }
    locationId
    locationName(locale: $locale)
    openings {
      id
      weekday
      from
      until
      validFrom
      validUntil
      reserved
    }
  }
`)

export const PlanPage_Plan = graphql(
  `
    query PlanPage_Plan($locale: Locale!) {
      deskPlans {
        ...DeskHours
      }
      closures {
        id
        kind
        reason
        startsAt
        endsAt
        isOwn
        desks {
          id
          name(locale: $locale)
        }
      }
    }
  `,
  [DeskHours],
)

const Part = graphql(`
  fragment Part on PlanChangePart {
    kind
    hours {
      weekday
      from
      until
      validFrom
      validUntil
      reserved
    }
    closure {
      kind
      reason
      startsAt
      endsAt
    }
    desks {
      name(locale: $locale)
    }
  }
`)

const Change = graphql(
  `
    fragment Change on PlanChange {
      id
      at
      staffName
      slotsLost
      slotsGained
      moved
      cancelled
      flagged
      isUndo
      isUndone
      canUndo
      parts {
        ...Part
      }
    }
  `,
  [Part],
)

/** The history of changes, for planners only. */
export const PlanPage_Changes = graphql(
  `
    query PlanPage_Changes($locale: Locale!) {
      mayCloseHouse
      planChanges(last: 10) {
        ...Change
      }
    }
  `,
  [Change],
)

/** Bookings outside the opening hours, which clerks must move or cancel. */
export const PlanPage_Displaced = graphql(`
  query PlanPage_Displaced($locale: Locale!) {
    displacedBookings {
      id
      startsAt
      reference
      contact {
        name
      }
      items {
        service {
          title(locale: $locale)
        }
      }
      atDesk {
        desk {
          name(locale: $locale)
        }
      }
    }
  }
`)

const Preview = graphql(
  `
    fragment Preview on PlanPreview {
      fingerprint
      parts {
        ...Part
      }
      slotsLost
      slotsGained
      healed
      bookings {
        id
        reference
        status
        startsAt
        name
        hasEmail
        desk {
          name(locale: $locale)
        }
        services {
          title(locale: $locale)
        }
        proposals {
          startsAt
          desk {
            id
            name(locale: $locale)
          }
        }
      }
    }
  `,
  [Part],
)

export const PlanPage_Preview = graphql(
  `
    query PlanPage_Preview($input: PlanChangeInput!, $locale: Locale!) {
      previewPlanChange(input: $input) {
        __typename
        ...Preview
        ...Failure
      }
    }
  `,
  [Preview, Failure],
)

export const PlanPage_Mail = graphql(`
  query PlanPage_Mail($input: PlanChangeInput!, $id: ID!, $startsAt: DateTime, $reason: String) {
    previewPlanChange(input: $input) {
      __typename
      ... on PlanPreview {
        bookings(id: $id) {
          mail(startsAt: $startsAt, reason: $reason) {
            subject
            text
          }
        }
      }
    }
  }
`)

export const PlanPage_Apply = graphql(
  `
    mutation PlanPage_Apply($input: ApplyPlanChangeInput!, $locale: Locale!) {
      applyPlanChange(input: $input) {
        __typename
        ... on AppliedPlanChange {
          change {
            ...Change
          }
        }
        ... on PlanOutdatedError {
          bookingIds
          preview {
            ...Preview
          }
        }
        ...Failure
      }
    }
  `,
  [Change, Preview, Failure],
)

export type DeskPlanData = ResultOf<typeof DeskHours>
export type HoursData = Omit<DeskPlanData['openings'][number], 'id'>
export type ClosureData = ResultOf<typeof PlanPage_Plan>['closures'][number]
export type ChangeData = ResultOf<typeof Change>
export type DisplacedData = ResultOf<typeof PlanPage_Displaced>['displacedBookings'][number]
export type PreviewData = ResultOf<typeof Preview>
export type AffectedData = PreviewData['bookings'][number]
export type WantedChange = VariablesOf<typeof PlanPage_Preview>['input']
export type ChoiceInput = VariablesOf<typeof PlanPage_Apply>['input']['choices'][number]
export type ClosureKind = ClosureData['kind']
