import { graphql, type ResultOf } from '#lib/graphql/tada.ts'

export const TextsPage_Viewer = graphql(`
  query TextsPage_Viewer {
    viewer {
      roles
    }
  }
`)

/** Texts of the catalogue that are missing in a language. */
export const TextsPage_Missing = graphql(`
  query TextsPage_Missing {
    missingTexts {
      locale
      entity
      id
      title
      field
    }
  }
`)

export type MissingText = ResultOf<typeof TextsPage_Missing>['missingTexts'][number]
