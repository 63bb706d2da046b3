import { builder } from '../core/builder.ts'
import { localeArgument } from '../core/locale.ts'
import { optionalTextOf } from '../../kernel/text.ts'

/** Columns of an address; a row without a street has no address. */
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

/** The address of a department or location; null if it has none. */
export function addressOf(columns: AddressColumns): AddressShape | null {
  const { street, postalCode, city } = columns
  return street !== null && postalCode !== null && city !== null
    ? { ...columns, street, postalCode, city }
    : null
}

export const Address = builder.objectRef<AddressShape>('Address').implement({
  access: 'anyone',
  description: 'Postal address of a place for visits.',
  fields: (t) => ({
    street: t.exposeString('street', { description: 'Street and number.' }),
    postalCode: t.exposeString('postalCode', { description: 'Postal code.' }),
    city: t.exposeString('city', { description: 'Town.' }),
    building: t.string({
      nullable: true,
      description: 'Name of the building, e.g. Altes Rathaus.',
      args: localeArgument,
      resolve: ({ building }, { locale }) => optionalTextOf(building, locale),
    }),
    room: t.string({
      nullable: true,
      description: 'Room; null if it is announced at the entrance.',
      resolve: ({ room }) => room ?? null,
    }),
    accessible: t.boolean({
      nullable: true,
      description: 'Whether the access is step-free; null: not known.',
      resolve: ({ accessible }) => accessible ?? null,
    }),
  }),
})
