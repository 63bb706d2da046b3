import { graphql, type ResultOf } from '#lib/graphql/tada.ts'

/** The town and its town hall, needed by every page. */
export const Office = graphql(`
  query Office($locale: Locale!) {
    office {
      name(locale: $locale)
      city(locale: $locale)
      address {
        street
        postalCode
        city
      }
      phone
      phoneDisplay
      website
      timeZone
      locales
      skyline
      signLanguageVideo
    }
  }
`)

export type OfficeData = NonNullable<ResultOf<typeof Office>['office']>
