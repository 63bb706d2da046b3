import { builder } from '../core/builder.ts'
import { localeArgument } from '../core/locale.ts'
import { optionalTextOf } from '../../kernel/text.ts'

/** An address as the tables keep it; a row without a street has none. */
export interface AddressColumns {
  street: string | null
  postalCode: string | null
  city: string | null
  /** Texts by locale, e.g. `{ "de": "Altes Rathaus" }`. */
  building?: unknown
  room?: string | null
  /** Step-free; null: not known. */
  accessible?: boolean | null
}

export interface AddressShape extends AddressColumns {
  street: string
  postalCode: string
  city: string
}

/** The address of a department or a location; null when it has none. */
export function addressOf(columns: AddressColumns): AddressShape | null {
  const { street, postalCode, city } = columns
  return street !== null && postalCode !== null && city !== null
    ? { ...columns, street, postalCode, city }
    : null
}

export const Address = builder.objectRef<AddressShape>('Address').implement({
  access: 'anyone',
  description: 'Where citizens go, or could go.',
  fields: (t) => ({
    street: t.exposeString('street', { description: 'Street and number.' }),
    postalCode: t.exposeString('postalCode', { description: 'Postal code.' }),
    city: t.exposeString('city', { description: 'Town.' }),
    building: t.string({
      nullable: true,
      description: 'What the building is called, e.g. Altes Rathaus.',
      args: localeArgument,
      resolve: ({ building }, { locale }) => optionalTextOf(building, locale),
    }),
    room: t.string({
      nullable: true,
      description: 'Room in the building; null: people are told at the entrance.',
      resolve: ({ room }) => room ?? null,
    }),
    accessible: t.boolean({
      nullable: true,
      description: 'Whether it is reached without steps; null: not known.',
      resolve: ({ accessible }) => accessible ?? null,
    }),
  }),
})
