import { ALL_FIELDS, emptyValue, FIELDS } from '../../../api/catalogue/fields/index.ts'
import { entrySchemas } from '../../../api/catalogue/format/catalogue.ts'
import { readCatalogue } from '../../../api/catalogue/import/read-catalogue.ts'
import { entryRow } from '../../../api/catalogue/tables/rows.ts'
import { contentFrom } from '../../../web/src/lib/catalogue-editor/entry-content.ts'
import { formSections } from '../../../web/src/lib/catalogue-editor/form/form-sections.ts'
import { merseburg } from '../../unit/catalogue/broken-copy.ts'

/*
 * Prints the value of a checkbox of a service in all parts of the product. Run in a copy of the project to which the
 * checkbox was added: node places-of-field.ts NAME
 */

const name = process.argv[2]!
const field = ALL_FIELDS[name]!
const { service: schema } = entrySchemas(null)
const [service] = (await readCatalogue(merseburg)).services
const { [name]: _, ...without } = { ...service! } as Record<string, unknown>
const form = new FormData()
form.append(name, 'on')

console.log(
  JSON.stringify({
    fileWith: (schema.parse({ ...without, [name]: true }) as Record<string, unknown>)[name],
    fileWithout: (schema.parse(without) as Record<string, unknown>)[name],
    row: entryRow('SERVICE', { ...without, id: 'one', [name]: true } as { id: string }, 0)[field.column!],
    empty: emptyValue(field),
    section: formSections(FIELDS.SERVICE).find(({ rows }) =>
      rows.some(({ fields }) => fields.some((each) => each.name === name)),
    )?.section,
    sent: contentFrom(form, 'SERVICE', ['de'])[name],
    notSent: contentFrom(new FormData(), 'SERVICE', ['de'])[name],
  }),
)
