/*
 * Search in the catalogue, for server and browser: `@terminklick/api/search`. Pure functions, without Node, database and
 * GraphQL.
 */
export { buildIndex, buildIndexInSlices, type SearchIndex } from './build.ts'
export { namesOf, type Naming, type SearchEntry } from './entry.ts'
export { nearest, search, type SearchHit } from './rank.ts'
