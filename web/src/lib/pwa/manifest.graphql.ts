import { graphql } from '#lib/graphql/tada.ts'

export const Manifest = graphql(`
  query Manifest($locale: Locale!) {
    office {
      name(locale: $locale)
      city(locale: $locale)
      accent {
        base
      }
    }
  }
`)
