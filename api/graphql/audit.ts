import { badInput } from './core/bad-input.ts'
import { builder } from './core/builder.ts'
import { type AuditEntry as EntryShape, auditEntries, type AuditPage, auditStaff } from '../audit/entries.ts'
import { type AuditProblem as ProblemShape, type Verification, verifyAudit } from '../audit/verify.ts'

const ActorKind = builder.enumType('AuditActorKind', {
  description: 'Who acts.',
  values: {
    CITIZEN: { description: 'Whoever holds the link of a booking, or makes one.' },
    STAFF: { description: 'A member of staff.' },
    SYSTEM: { description: 'The product by itself, e.g. retention.' },
  } as const,
})

const AuditActor = builder.objectRef<{ key: string; name: string | null }>('AuditActor').implement({
  access: 'proven',
  description: 'Who did something.',
  fields: (t) => ({
    key: t.exposeString('key', {
      description: '`citizen`, `system`, or `staff:` and an id: for the filter.',
    }),
    kind: t.field({
      type: ActorKind,
      description: 'What kind of actor.',
      resolve: ({ key }) => (key === 'citizen' ? 'CITIZEN' : key === 'system' ? 'SYSTEM' : 'STAFF'),
    }),
    name: t.exposeString('name', {
      nullable: true,
      description:
        'Of a member of staff; null for all others, and for people who were deleted. Never a citizen.',
    }),
  }),
})

const AuditEntry = builder.objectRef<EntryShape>('AuditEntry').implement({
  access: 'proven',
  description: 'Who did what when. Nobody can change it, not even the product.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Rises with time, not without gaps.' }),
    at: t.field({ type: 'DateTime', description: 'When.', resolve: ({ at }) => at }),
    actor: t.field({
      type: AuditActor,
      description: 'Who.',
      resolve: ({ actor, staffName }) => ({ key: actor, name: staffName }),
    }),
    action: t.exposeString('action', { description: 'What, as a stable code: `booking.cancelled`, …' }),
    bookingId: t.exposeID('bookingId', { nullable: true, description: 'Of which booking.' }),
    reference: t.exposeString('reference', {
      nullable: true,
      description: "The booking's number; null when there is none, or no longer.",
    }),
    detail: t.exposeString('detail', {
      nullable: true,
      description: 'What else was noted, as a JSON object; never personal data of citizens.',
    }),
    position: t.exposeID('position', {
      nullable: true,
      description: 'Place in the chain, from 1; null in the second or two before it is sealed.',
    }),
  }),
})

const AuditEntryPage = builder.objectRef<AuditPage>('AuditEntryPage').implement({
  access: 'proven',
  description: 'Some entries, the newest first.',
  fields: (t) => ({
    entries: t.field({ type: [AuditEntry], description: 'In order.', resolve: ({ entries }) => entries }),
    endCursor: t.id({
      nullable: true,
      description: 'For `after` of the next page; null when there is none.',
      resolve: ({ entries, hasMore }) => (hasMore ? entries.at(-1)!.id : null),
    }),
  }),
})

const ProblemKind = builder.enumType('AuditProblemKind', {
  description: 'What does not fit in the audit.',
  values: {
    CHANGED: { description: 'An entry is not as it was sealed; also when two were exchanged.' },
    MISSING: { description: 'An entry was deleted.' },
    GAP: { description: 'A link of the chain was deleted, or slipped in.' },
    BACKDATED: { description: 'An entry was added later than it says.' },
    UNSEALED: { description: 'An entry was kept from being sealed.' },
    ANCHOR: { description: 'The chain does not go through what was noted down.' },
  } as const,
})

const AuditProblem = builder.objectRef<ProblemShape>('AuditProblem').implement({
  access: 'proven',
  description: 'The first entry of the audit that does not fit.',
  fields: (t) => ({
    kind: t.field({ type: ProblemKind, description: 'What is wrong.', resolve: ({ kind }) => kind }),
    position: t.id({
      nullable: true,
      description: 'Its place in the chain.',
      resolve: ({ position }) => position?.toString() ?? null,
    }),
    entryId: t.id({
      nullable: true,
      description: 'The entry; null when only its place is known.',
      resolve: ({ entryId }) => entryId?.toString() ?? null,
    }),
  }),
})

const AuditVerification = builder.objectRef<Verification>('AuditVerification').implement({
  access: 'proven',
  description: 'The whole audit, computed anew.',
  fields: (t) => ({
    entries: t.exposeInt('entries', { description: 'Sealed entries that fit.' }),
    position: t.id({
      description: 'Place of the last that fits; 0 when there is none.',
      resolve: ({ head }) => head.position.toString(),
    }),
    hash: t.string({
      description:
        'Its hash, SHA-256 in hexadecimal: noted down outside, it proves later that nothing was written anew.',
      resolve: ({ head }) => head.hash,
    }),
    problem: t.field({
      type: AuditProblem,
      nullable: true,
      description: 'Null: everything is as it was written.',
      resolve: ({ problem }) => problem,
    }),
  }),
})

/** The most entries on a page. */
const MAX_FIRST = 200

const AuditFilter = builder.inputType('AuditFilter', {
  description: 'Only entries that fit all of this.',
  fields: (t) => ({
    actor: t.string({
      description: '`citizen`, `system`, `staff` (anybody of the office), or `staff:` and an id.',
    }),
    action: t.string({ description: 'Exactly this code.' }),
    booking: t.string({ description: "A booking's number, `1234-5678`, or its id." }),
    from: t.field({ type: 'Date', description: 'First day, by the clock of the office.' }),
    to: t.field({ type: 'Date', description: 'Last day.' }),
  }),
})

builder.queryFields((t) => ({
  auditEntries: t.field({
    access: 'admin',
    type: AuditEntryPage,
    description: 'Admins: who did what when, the newest first.',
    args: {
      first: t.arg.int({ defaultValue: 50, required: true, description: 'At most so many, 1 to 200.' }),
      after: t.arg.id({ description: 'The `endCursor` of the page before.' }),
      filter: t.arg({ type: AuditFilter, description: 'Absent: all.' }),
    },
    resolve: (_root, args, { app }) => {
      if (args.first < 1 || args.first > MAX_FIRST) throw badInput(`first must be 1 to ${MAX_FIRST}.`)
      if (args.after != null && !/^\d{1,18}$/.test(args.after))
        throw badInput('after must be the cursor of a page.')
      return auditEntries(app, args)
    },
  }),
  auditStaff: t.field({
    access: 'admin',
    type: [AuditActor],
    description: 'Admins: members of staff by name, for the filter.',
    resolve: async (_root, _args, { app }) =>
      (await auditStaff(app)).map(({ id, name }) => ({ key: `staff:${id}`, name })),
  }),
  auditVerification: t.field({
    access: 'admin',
    type: AuditVerification,
    description:
      'Admins: whether the audit is as it was written. Reads all of it: some seconds for a million entries.',
    resolve: (_root, _args, { app }) => verifyAudit(app.db),
  }),
}))
