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

const UpdatedPerson = builder.objectRef<UpdatedShape>('UpdatedPerson').implement({
  access: 'admin',
  description: 'A member of staff after the change.',
  fields: (t) => ({
    person: t.prismaField({
      type: Person,
      description: 'As they are now.',
      resolve: (query, { staffId }, _args, { app }) =>
        app.db.prisma.staff.findUniqueOrThrow({ ...query, where: { id: staffId } }),
    }),
  }),
})

const PersonConflictError = builder.objectRef<PersonConflict>('PersonConflictError').implement({
  access: 'admin',
  description:
    'Another admin has changed the same person in between; nothing was changed. Look at `person`, and send what shall count with its version.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    person: t.prismaField({
      type: Person,
      description: 'As they are now.',
      resolve: (query, { staffId }, _args, { app }) =>
        app.db.prisma.staff.findUniqueOrThrow({ ...query, where: { id: staffId } }),
    }),
  }),
})

const RemovedPerson = builder.objectRef<RemovedShape>('RemovedPerson').implement({
  access: 'admin',
  description: 'Somebody has left, and nothing of them is kept but what they did.',
  fields: (t) => ({ name: t.exposeString('name', { description: 'As they were called.' }) }),
})

const PersonResult = resultUnion('PersonResult', [UpdatedPerson, InvalidInputError, RefusedError])
const ChangeStaffResult = resultUnion('ChangeStaffResult', [
  UpdatedPerson,
  PersonConflictError,
  InvalidInputError,
  RefusedError,
])
const RemovePersonResult = resultUnion('RemovePersonResult', [RemovedPerson, RefusedError])

const name = { required: true, description: 'As colleagues know them; at most 200 characters.' } as const
const roles = {
  type: [StaffRole] as [typeof StaffRole],
  required: true,
  description: 'At least one.',
} as const
const departmentIds = {
  required: true,
  description: 'Whose bookings they work with; may only be empty for admins.',
} as const
const locale = {
  type: 'Locale',
  required: true,
  defaultValue: 'de',
  description: 'Language of the mail.',
} as const

const InviteStaffInput = builder.inputType('InviteStaffInput', {
  description: 'Somebody new.',
  fields: (t) => ({
    name: t.string(name),
    email: t.string({ required: true, description: 'For signing in; the invitation goes there.' }),
    roles: t.field(roles),
    departmentIds: t.idList(departmentIds),
    locale: t.field(locale),
  }),
})

const ChangeStaffInput = builder.inputType('ChangeStaffInput', {
  description: 'What somebody may do from now on.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Whose.' }),
    version: t.int({ required: true, description: 'Of the person as it was seen.' }),
    name: t.string(name),
    roles: t.field(roles),
    departmentIds: t.idList(departmentIds),
  }),
})

const who = { required: true, description: 'As in `people`.' } as const

builder.mutationFields((t) => ({
  inviteStaff: t.field({
    access: 'admin',
    type: PersonResult,
    description:
      'Admins: makes an account, and mails its owner a link that works once, for a week: there they choose a password.',
    args: { input: t.arg({ type: InviteStaffInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      inviteStaff(context.app, await caller(context), input, context.now),
  }),
  changeStaff: t.field({
    access: 'admin',
    type: ChangeStaffResult,
    description:
      'Admins: name, roles and departments of somebody. What they may no longer see, they see no more within a second. PersonConflictError: another admin was faster.',
    args: { input: t.arg({ type: ChangeStaffInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      changeRights(context.app, await caller(context), input.id, input),
  }),
  disableStaff: t.field({
    access: 'admin',
    type: PersonResult,
    description: 'Admins: shuts somebody out, everywhere and at once.',
    args: { id: t.arg.id(who) },
    resolve: async (_root, { id }, context) => setActive(context.app, await caller(context), id, false),
  }),
  enableStaff: t.field({
    access: 'admin',
    type: PersonResult,
    description: 'Admins: lets somebody in again.',
    args: { id: t.arg.id(who) },
    resolve: async (_root, { id }, context) => setActive(context.app, await caller(context), id, true),
  }),
  resetSecondFactor: t.field({
    access: 'admin',
    type: PersonResult,
    description:
      'Admins: takes app, passkeys and recovery codes away from somebody who has lost them, and signs them out everywhere.',
    args: { id: t.arg.id(who) },
    resolve: async (_root, { id }, context) => resetSecondFactor(context.app, await caller(context), id),
  }),
  sendStaffLink: t.field({
    access: 'admin',
    type: PersonResult,
    description:
      'Admins: mails somebody a link for a new password, which works once, for a day; the invitation once more, when they have never come in.',
    args: { id: t.arg.id(who), locale: t.arg(locale) },
    resolve: async (_root, args, context) =>
      sendStaffLink(context.app, await caller(context), args.id, args.locale, context.now),
  }),
  removeStaff: t.field({
    access: 'admin',
    type: RemovePersonResult,
    description:
      'Admins: forgets somebody who has left and is shut out. What they did stays in the audit, without their name.',
    args: { id: t.arg.id(who) },
    resolve: async (_root, { id }, context) => removeStaff(context.app, await caller(context), id),
  }),
}))
