import { builder } from '../core/builder.ts'
import { localeArgument } from '../core/locale.ts'
import { textOf } from '../../kernel/text.ts'
import { Address, addressOf } from './address.ts'

export const Department = builder.prismaObject('Department', {
  access: 'anyone',
  description: 'Department of the town hall that is responsible for a service.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Stable, readable: `standesamt`.' }),
    name: t.string({
      description: 'Name.',
      args: localeArgument,
      resolve: ({ name }, { locale }) => textOf(name, locale),
    }),
    parentOffice: t.string({
      description: 'The office above it, e.g. Bürger- und Ordnungsamt.',
      args: localeArgument,
      resolve: ({ parentOffice }, { locale }) => textOf(parentOffice, locale),
    }),
    phone: t.exposeString('phone', {
      nullable: true,
      description: 'Number to call, international: `+49 3461 445-0`.',
    }),
    phoneDisplay: t.exposeString('phoneDisplay', {
      nullable: true,
      description: 'The same number in national format: `03461 445-0`.',
    }),
    email: t.exposeString('email', { nullable: true, description: 'Address for e-mails to the department.' }),
    address: t.field({
      type: Address,
      nullable: true,
      description: 'Address.',
      resolve: (department) => addressOf(department),
    }),
  }),
})
