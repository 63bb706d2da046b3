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
 * The schema, with enforced access rules and a typed answer to lock timeouts. `npm run schema:print` writes it to
 * schema.graphql.
 */
export const schema = answerBusy(builder.toSchema())
