import { graphql } from '#lib/graphql/tada.ts'

/** The town's colour. */
export const Theme = graphql(`
  query Theme {
    office {
      accent {
        base
        onLight
        onDark
        hue
      }
    }
  }
`)
