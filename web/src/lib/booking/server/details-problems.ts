import { fieldMessage, fieldName } from '#lib/i18n/field-message.ts'
import { locale } from '#lib/i18n/i18n.ts'
import type { Details, Problems } from '../contact-details.ts'
import { checkDetails } from './check-details.ts'

/** The problems of the details in the language of the page, by field; empty when the API will take them. */
export const problemsOf = (details: Details, phoneRequired: boolean): Problems =>
  Object.fromEntries(
    checkDetails(details, { phoneRequired, locale: locale() }).map((problem) => [
      fieldName(problem.field),
      fieldMessage(problem),
    ]),
  )
