import { graphql } from '#lib/graphql/tada.ts'

export const StartPage = graphql(`
  query StartPage($locale: Locale!) {
    topics {
      id
      title(locale: $locale)
      services {
        id
      }
    }
    services(locale: $locale) {
      id
      slug
      title(locale: $locale)
      mode
      popular
    }
  }
`)
