/*
 * Finding by wish, for the server and the browser alike: `@terminklick/api/search`. Pure: plain data in, plain data
 * out; no Node, no database, no GraphQL.
 */
export { buildIndex, buildIndexAside, type SearchIndex } from './build.ts'
export { namesOf, type Naming, type SearchEntry } from './entry.ts'
export { nearest, search, type SearchHit } from './rank.ts'
