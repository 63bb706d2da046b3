import './availability/graphql.ts'
import './booking/desk/graphql.ts'
import './booking/desk/mutations.ts'
import './booking/graphql.ts'
import './booking/link/mutations.ts'
import './booking/mutations.ts'
import './catalogue/graphql.ts'
import './feedback/graphql.ts'
import './push/graphql.ts'
import './push/mutations.ts'
import './staff/desks/graphql.ts'
import './staff/graphql.ts'
import { enforce } from './access/enforce.ts'
import { matrix } from './access/matrix.ts'
import { builder } from './builder.ts'

/** The whole schema: every domain has added its part, and the matrix stands in front of it. Printed to schema.graphql by `npm run schema:print`. */
export const schema = enforce(builder.toSchema(), matrix)
