import './availability/graphql.ts'
import './booking/graphql.ts'
import './booking/link/mutations.ts'
import './booking/mutations.ts'
import './catalogue/graphql.ts'
import './feedback/graphql.ts'
import './push/graphql.ts'
import './push/mutations.ts'
import './staff/graphql.ts'
import { builder } from './builder.ts'

/** The whole schema: every domain has added its part. Printed to schema.graphql by `npm run schema:print`. */
export const schema = builder.toSchema()
