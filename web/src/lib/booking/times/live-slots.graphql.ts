import { graphql } from '#lib/graphql/tada.ts'

export const TimePage_SlotsChanged = graphql(`
  subscription TimePage_SlotsChanged(
    $items: [VisitItemInput!]!
    $from: Date!
    $to: Date!
    $wish: TimeWishInput
  ) {
    slotsChanged(items: $items, from: $from, to: $to, wish: $wish) {
      days {
        date
        slots {
          startsAt
        }
      }
    }
  }
`)
