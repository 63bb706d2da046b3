import { caller } from '../access/caller.ts'
import { builder } from '../core/builder.ts'
import { ErrorInterface, InvalidInputError, RefusedError } from '../core/errors.ts'
import { resultUnion } from '../core/result-union.ts'
import { changeRights } from '../../staff/people/change-rights.ts'
import { Person, StaffRole } from './people.ts'
import { inviteStaff } from '../../staff/people/invite-staff.ts'
import type {
  PersonConflict,
  RemovedPerson as RemovedShape,
  UpdatedPerson as UpdatedShape,
} from '../../staff/people/outcome.ts'
import { removeStaff } from '../../staff/people/remove-staff.ts'
import { resetSecondFactor } from '../../staff/people/reset-second-factor.ts'
import { sendStaffLink } from '../../staff/people/send-staff-link.ts'
import { setActive } from '../../staff/people/set-active.ts'
import { MAX_NAME } from '../../kernel/limits.ts'

const UpdatedPerson = builder.objectRef<UpdatedShape>('UpdatedPerson').implement({
  access: 'admin',
  description: 'Member of staff after the change.',
  fields: (t) => ({
    person: t.prismaField({
      type: Person,
      description: 'Current state.',
      resolve: (query, { staffId }, _args, { app }) =>
        app.db.prisma.staff.findUniqueOrThrow({ ...query, where: { id: staffId } }),
    }),
  }),
})

const PersonConflictError = builder.objectRef<PersonConflict>('PersonConflictError').implement({
  access: 'admin',
  description:
    'The person was changed by another admin in the meantime; nothing was changed. Send the input again with the version of `person`.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    person: t.prismaField({
      type: Person,
      description: 'Current state.',
      resolve: (query, { staffId }, _args, { app }) =>
        app.db.prisma.staff.findUniqueOrThrow({ ...query, where: { id: staffId } }),
    }),
  }),
})

const RemovedPerson = builder.objectRef<RemovedShape>('RemovedPerson').implement({
  access: 'admin',
  description: 'Removed account. Only its audit entries are kept, without the name.',
  fields: (t) => ({ name: t.exposeString('name', { description: 'Former name.' }) }),
})

const PersonResult = resultUnion('PersonResult', [UpdatedPerson, InvalidInputError, RefusedError])
const ChangeStaffResult = resultUnion('ChangeStaffResult', [
  UpdatedPerson,
  PersonConflictError,
  InvalidInputError,
  RefusedError,
])
const RemovePersonResult = resultUnion('RemovePersonResult', [RemovedPerson, RefusedError])

const name = { required: true, description: `Full name, at most ${MAX_NAME} characters.` } as const
const roles = {
  type: [StaffRole] as [typeof StaffRole],
  required: true,
  description: 'Roles; at least one.',
} as const
const departmentIds = {
  required: true,
  description: 'Departments; may be empty only for admins.',
} as const
const locale = {
  type: 'Locale',
  required: true,
  defaultValue: 'de',
  description: 'Language of the mail.',
} as const

const InviteStaffInput = builder.inputType('InviteStaffInput', {
  description: 'New member of staff.',
  fields: (t) => ({
    name: t.string(name),
    email: t.string({ required: true, description: 'E-mail address for sign-in; receives the invitation.' }),
    roles: t.field(roles),
    departmentIds: t.idList(departmentIds),
    locale: t.field(locale),
  }),
})

const ChangeStaffInput = builder.inputType('ChangeStaffInput', {
  description: 'New rights of a member of staff.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Id of the person.' }),
    version: t.int({ required: true, description: 'Version of the person that the caller has read.' }),
    name: t.string(name),
    roles: t.field(roles),
    departmentIds: t.idList(departmentIds),
  }),
})

const who = { required: true, description: 'Id from `people`.' } as const

builder.mutationFields((t) => ({
  inviteStaff: t.field({
    access: 'admin',
    type: PersonResult,
    description:
      'Admins: creates an account and mails its owner a link to choose a password, valid once, for a week.',
    args: { input: t.arg({ type: InviteStaffInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      inviteStaff(context.app, await caller(context), input, context.now),
  }),
  changeStaff: t.field({
    access: 'admin',
    type: ChangeStaffResult,
    description:
      'Admins: changes name, roles and departments of a person. Takes effect within a second, open subscriptions included. PersonConflictError: the person was changed in the meantime.',
    args: { input: t.arg({ type: ChangeStaffInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      changeRights(context.app, await caller(context), input.id, input),
  }),
  disableStaff: t.field({
    access: 'admin',
    type: PersonResult,
    description: 'Admins: disables an account and ends its sessions at once.',
    args: { id: t.arg.id(who) },
    resolve: async (_root, { id }, context) => setActive(context.app, await caller(context), id, false),
  }),
  enableStaff: t.field({
    access: 'admin',
    type: PersonResult,
    description: 'Admins: enables a disabled account.',
    args: { id: t.arg.id(who) },
    resolve: async (_root, { id }, context) => setActive(context.app, await caller(context), id, true),
  }),
  resetSecondFactor: t.field({
    access: 'admin',
    type: PersonResult,
    description: 'Admins: removes app, passkeys and recovery codes of a person and ends their sessions.',
    args: { id: t.arg.id(who) },
    resolve: async (_root, { id }, context) => resetSecondFactor(context.app, await caller(context), id),
  }),
  sendStaffLink: t.field({
    access: 'admin',
    type: PersonResult,
    description:
      'Admins: mails a person a link for a new password, valid once, for a day; before their first sign-in the invitation again.',
    args: { id: t.arg.id(who), locale: t.arg(locale) },
    resolve: async (_root, args, context) =>
      sendStaffLink(context.app, await caller(context), args.id, args.locale, context.now),
  }),
  removeStaff: t.field({
    access: 'admin',
    type: RemovePersonResult,
    description: 'Admins: deletes a disabled account. Its audit entries are kept, without the name.',
    args: { id: t.arg.id(who) },
    resolve: async (_root, { id }, context) => removeStaff(context.app, await caller(context), id),
  }),
}))
