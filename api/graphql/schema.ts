import './audit.ts'
import './availability/slots.ts'
import './booking/desk.ts'
import './booking/desk-mutations.ts'
import './booking/types.ts'
import './booking/link.ts'
import './booking/mutations.ts'
import './booking/office.ts'
import './catalogue/editor.ts'
import './catalogue/editor-mutations.ts'
import './catalogue/queries.ts'
import './feedback.ts'
import './planning/types.ts'
import './planning/mutations.ts'
import './push/fields.ts'
import './push/mutations.ts'
import './staff/desks.ts'
import './staff/account.ts'
import './staff/account-mutations.ts'
import './staff/types.ts'
import './staff/link.ts'
import './staff/people.ts'
import './staff/passkeys.ts'
import './staff/people-mutations.ts'
import './staff/provider.ts'
import './statistics/types.ts'
import { answerBusy } from './core/busy.ts'
import { builder } from './core/builder.ts'

/**
 * The schema, with the access rule of each field enforced and a typed answer to locks that are not free. Printed to
 * schema.graphql by `npm run schema:print`.
 */
export const schema = answerBusy(builder.toSchema())
