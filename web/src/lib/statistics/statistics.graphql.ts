import { graphql, type ResultOf } from '#lib/graphql/tada.ts'

export const StatisticsPage_Viewer = graphql(`
  query StatisticsPage_Viewer($locale: Locale!) {
    viewer {
      roles
    }
    services(locale: $locale) {
      department {
        id
        name(locale: $locale)
      }
    }
  }
`)

const StatisticsFigures = graphql(`
  fragment StatisticsFigures on StatisticsRow {
    key
    name(locale: $locale)
    booked
    noShows
    cancelledByCitizen
    cancelledByOffice
    bookedMinutes
    openedMinutes
    leadMedian
    leadMost
    waitMedian
    waitMost
  }
`)

export const StatisticsPage_Statistics = graphql(
  `
    query StatisticsPage_Statistics($from: Date!, $to: Date!, $departmentId: ID, $locale: Locale!) {
      statistics(from: $from, to: $to, departmentId: $departmentId) {
        total {
          ...StatisticsFigures
          channels {
            channel
            count
          }
        }
        days {
          ...StatisticsFigures
        }
        services {
          ...StatisticsFigures
        }
        desks {
          ...StatisticsFigures
        }
      }
    }
  `,
  [StatisticsFigures],
)

export type Row = ResultOf<typeof StatisticsFigures>
export type Total = ResultOf<typeof StatisticsPage_Statistics>['statistics']['total']
